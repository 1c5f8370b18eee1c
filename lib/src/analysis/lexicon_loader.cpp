#include "analysis/lexicon_loader.hpp"

#include <map>
#include <mutex>
#include <set>

#include "analysis/indonesian/lexicon_cache.hpp"
#include "analysis/lexicon_files.hpp"
#include "telusur/error.hpp"

namespace telusur::analysis {

namespace fs = std::filesystem;

namespace {

/// What a process has loaded, by the directories it comes from, and what it has reported.
struct Registry {
  std::mutex mutex;
  std::map<std::pair<fs::path, fs::path>, std::shared_ptr<const LoadedLexicon>> loaded;  // guarded by mutex
  std::set<std::string> reported;                                                        // guarded by mutex
};

Registry& registry() {
  static Registry instance;
  return instance;
}

void report(Registry& registry, const LexiconPlaces& places, std::string_view shortcoming, std::string_view effect) {
  std::string line(shortcoming);
  line.append("; until then ").append(effect);
  if (places.report && registry.reported.insert(line).second) {
    places.report(line);
  }
}

void refuse(const LexiconPlaces& places, const std::vector<ListProblem>& problems) {
  if (!problems.empty()) {
    const ListProblem& problem = problems.front();
    const fs::path replaced = places.word_lists_dir / problem.list;
    throw Error(ErrorCode::kInvalidArgument,
                replaced.string() + ":" + std::to_string(problem.line) + ": " + problem.what, "word list");
  }
}

std::string compile(const LexiconPlaces& places, const LexiconSources& sources) {
  CompiledLexicon compiled = compile_lexicon(sources);
  refuse(places, compiled.problems);
  return std::move(compiled.image);
}

AliasList read_aliases(const LexiconPlaces& places, const LexiconFiles& files) {
  AliasList aliases;
  std::vector<ListProblem> problems;
  aliases.add(files.abbreviations(), "abbreviations-id.txt", problems);
  aliases.add(files.colloquial(), "colloquial-id.txt", problems);
  aliases.check_chains(problems);
  refuse(places, problems);
  return aliases;
}

IndonesianLexicon open_or_compile(Registry& registry, const LexiconPlaces& places, const LexiconSources& sources) {
  const fs::path file = places.cache_dir / "lexicon";
  if (!places.cache_dir.empty()) {
    if (auto kept = map_lexicon(file, sources.fingerprint)) {
      return *kept;
    }
  }
  std::string image = compile(places, sources);
  if (!places.cache_dir.empty() && places.may_write_cache) {
    try {
      save_image(file, image);
      if (auto kept = map_lexicon(file, sources.fingerprint)) {
        return *kept;
      }
    } catch (const Error& error) {
      report(registry, places, error.what(), "word lists are compiled at each start");
    }
  }
  return IndonesianLexicon::from_image(std::move(image));
}

std::shared_ptr<const LoadedLexicon> load(Registry& registry, const LexiconPlaces& places) {
  const LexiconFiles files(places.lexicon_dir, places.word_lists_dir);
  const LexiconSources sources = files.sources();
  const std::string effect =
      files.has_indonesian() ? "English words are not known" : "stems are found by rules alone, and fewer of them";
  for (const std::string& shortcoming : files.shortcomings()) {
    report(registry, places, shortcoming, effect);
  }
  auto loaded = std::make_shared<LoadedLexicon>();
  loaded->fingerprint = sources.fingerprint;
  loaded->aliases = read_aliases(places, files);
  if (files.has_indonesian()) {
    loaded->lexicon = open_or_compile(registry, places, sources);
    loaded->stemmer = IndonesianStemmer(*loaded->lexicon);
  } else {
    compile(places, sources);  // a bad list is an error here, too
  }
  return loaded;
}

}  // namespace

std::shared_ptr<const LoadedLexicon> load_lexicon(const LexiconPlaces& places) {
  Registry& shared = registry();
  const std::lock_guard guard(shared.mutex);
  auto& known = shared.loaded[{places.lexicon_dir, places.word_lists_dir}];
  if (known == nullptr) {
    known = load(shared, places);
  }
  return known;
}

}  // namespace telusur::analysis
