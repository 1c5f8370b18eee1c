#include "engine/dictionary.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "engine/stemmers.hpp"

namespace telusur::engine {

namespace {

/// What a process has loaded, by the dictionary's directory and the word lists that its terms are stemmed with, and
/// what it has reported.
struct Registry {
  using Key = std::pair<std::filesystem::path, std::uint64_t>;

  std::mutex mutex;
  std::map<Key, std::shared_ptr<const analysis::Translations>> loaded;  // guarded by mutex
  std::set<std::string> reported;                                       // guarded by mutex
};

Registry& registry() {
  static Registry instance;
  return instance;
}

}  // namespace

std::shared_ptr<const analysis::Translations> load_dictionary(const Options& options) {
  const std::uint64_t fingerprint = load_lexicon(options)->fingerprint;
  Registry& shared = registry();
  const std::lock_guard guard(shared.mutex);
  auto& known = shared.loaded[{options.dictionary_dir, fingerprint}];
  if (known == nullptr) {
    analysis::WordAnalyzer analyzer(make_stemmer(options));
    auto [translations, shortcoming] = analysis::load_translations(options.dictionary_dir, analyzer);
    if (!shortcoming.empty() && options.report && shared.reported.insert(shortcoming).second) {
      options.report(shortcoming + "; until then queries are translated with the built-in glossary alone");
    }
    known = std::make_shared<const analysis::Translations>(std::move(translations));
  }
  return known;
}

}  // namespace telusur::engine
