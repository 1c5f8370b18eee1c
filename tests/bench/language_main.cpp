// telusur-bench-language: how fast words are stemmed, texts analysed and word lists loaded, beside Xapian's Snowball.

#include <xapian.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "analysis/analyzer.hpp"
#include "analysis/indonesian/lexicon_cache.hpp"
#include "analysis/lexicon_files.hpp"
#include "analysis/lexicon_loader.hpp"
#include "analysis/stemmer.hpp"
#include "bench/language_hostile.hpp"
#include "bench/language_text.hpp"
#include "bench/machine.hpp"
#include "bench/program.hpp"
#include "bench/turns.hpp"
#include "engine/stemmers.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/telusur.hpp"

namespace telusur::bench {
namespace {

namespace fs = std::filesystem;

struct Arguments {
  fs::path words;
  fs::path text;
  unsigned rounds = 15;
};

void define(CLI::App& app, Arguments& arguments) {
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);  // so that run.sh's can be overridden
  app.add_option("words", arguments.words, "Word list, one a line (first column); default: the words of the texts")
      ->check(CLI::ExistingFile);
  app.add_option("--text", arguments.text, "Directory of .md or .txt files, or a JSONL file of documents")
      ->required()
      ->check(CLI::ExistingPath);
  app.add_option("--rounds", arguments.rounds, "Times that everything is run")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
}

constexpr std::size_t kWordsPerRound = 200'000;    // about 0.1 s
constexpr unsigned kHostileRounds = 3;             // of about a second
constexpr std::size_t kBytesPerRound = 2'000'000;  // about 0.1 s

/// How often `amount` must be repeated to make up a round.
std::size_t repetitions(std::size_t amount, std::size_t round) {
  return amount == 0 ? 1 : (round + amount - 1) / amount;
}

/// Keeps a result that nothing else reads, so that finding it cannot be left out.
void keep(std::size_t value) {
  [[maybe_unused]] static volatile std::size_t sink = 0;
  sink = value;
}

void print_rates(const std::vector<Timing>& timings, double units, const char* unit) {
  for (const Timing& timing : timings) {
    std::printf("%-52s%10.2f M %s/s%8.0f %%\n", timing.name.c_str(), units / timing.median() / 1e6, unit,
                100 * timing.spread());
  }
}

void print_ratio(const Timing& ours, const Timing& other, const char* whose) {
  std::printf("  its time divided by that of %-24s%10.2f\n", whose, median_ratio(ours, other));
}

void measure_stemmers(const std::vector<std::string>& words, unsigned rounds) {
  const std::size_t times = repetitions(words.size(), kWordsPerRound);
  const auto each = [&words, times](auto&& size_of_stem) {
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < times; ++i) {
      for (const auto& word : words) {
        bytes += size_of_stem(word);
      }
    }
    keep(bytes);
  };
  Analyzer open;
  const auto ours = engine::make_stemmer({});
  const Xapian::Stem snowball("indonesian");
  const auto timings = time_in_turns(
      {{"Analyzer::stem", [&] { each([&](const std::string& word) { return open.stem(word).size(); }); }},
       {"all keys of a word, as for an index",
        [&] { each([&](const std::string& word) { return ours->analyze(word).keys.size(); }); }},
       {"Xapian, Snowball Indonesian", [&] { each([&](const std::string& word) { return snowball(word).size(); }); }}},
      rounds);
  std::printf("\nstemming %zu words, one after the other, nothing remembered%19s\n", words.size(), "spread");
  print_rates(timings, static_cast<double>(words.size() * times), "words");
  print_ratio(timings[0], timings[2], "Snowball: Analyzer::stem");
  print_ratio(timings[1], timings[2], "Snowball: all keys");
}

/// Analyses every text `times` times with `analyzer`; returns the number of tokens.
template <typename AnyAnalyzer>
std::size_t analyze_all(AnyAnalyzer& analyzer, const std::vector<std::string>& texts, std::size_t times) {
  std::size_t tokens = 0;
  for (std::size_t i = 0; i < times; ++i) {
    for (const auto& text : texts) {
      if constexpr (requires { analyzer.forget(); }) {
        analyzer.forget();  // as between the documents of a build
      }
      tokens += analyzer.analyze(text).size();
    }
  }
  return tokens;
}

void measure_analyzers(const std::vector<std::string>& texts, unsigned rounds) {
  std::size_t bytes = 0;
  for (const auto& text : texts) {
    bytes += text.size();
  }
  const std::size_t times = repetitions(bytes, kBytesPerRound);
  const auto factory = [] { return engine::make_stemmer({}); };
  analysis::WordAnalyzer steady(factory());
  Analyzer open;
  const std::size_t tokens = analyze_all(steady, texts, 1);
  const auto timings = time_in_turns(
      {{"inside a build, words remembered from earlier texts", [&] { keep(analyze_all(steady, texts, times)); }},
       {"the same, every word new at the first text",
        [&] {
          for (std::size_t i = 0; i < times; ++i) {
            analysis::WordAnalyzer fresh(factory());
            keep(analyze_all(fresh, texts, 1));
          }
        }},
       {"Analyzer::analyze, words remembered", [&] { keep(analyze_all(open, texts, times)); }},
       {"Analyzer::analyze, every word new at the first text",
        [&] {
          for (std::size_t i = 0; i < times; ++i) {
            Analyzer fresh;
            keep(analyze_all(fresh, texts, 1));
          }
        }}},
      rounds);
  std::printf("\nanalysing %zu texts, %.2f MB, %zu tokens%36s\n", texts.size(), static_cast<double>(bytes) / 1e6,
              tokens, "spread");
  print_rates(timings, static_cast<double>(tokens * times), "tokens");
}

void measure_lexicon(unsigned rounds) {
  const analysis::LexiconPlaces places;
  const analysis::LexiconFiles files(places.lexicon_dir, places.word_lists_dir);
  const auto compiled = analysis::compile_lexicon(files.sources());
  const test::TemporaryDirectory directory;
  const fs::path image = directory / "lexicon";
  analysis::save_image(image, compiled.image);
  const auto timings =
      time_in_turns({{"read the lists and map the compiled table",
                      [&] {
                        const analysis::LexiconFiles read(places.lexicon_dir, places.word_lists_dir);
                        keep(analysis::map_lexicon(image, read.sources().fingerprint).value().size());
                      }},
                     {"  of this, mapping alone",
                      [&] { keep(analysis::map_lexicon(image, files.sources().fingerprint).value().size()); }},
                     {"compile the table", [&] { keep(analysis::compile_lexicon(files.sources()).image.size()); }}},
                    rounds);
  std::printf("\nword lists, compiled to %.2f MB%49s\n", static_cast<double>(compiled.image.size()) / 1e6, "spread");
  for (const Timing& timing : timings) {
    std::printf("%-52s%10.2f ms%15.0f %%\n", timing.name.c_str(), 1e3 * timing.median(), 100 * timing.spread());
  }
}

void run(const Arguments& arguments) {
  const auto texts = read_texts(arguments.text);
  const auto words = arguments.words.empty() ? distinct_words(texts) : read_words(arguments.words);
  const Machine machine = describe_machine();
  std::printf("%s, %s, %u cores, %s\ntelusur %s (%s), Xapian %s; one core, CPU time, median of %u rounds in turns\n",
              machine.date.c_str(), machine.processor.c_str(), machine.cores, machine.compiler.c_str(),
              std::string(version()).c_str(), std::string(build_revision()).c_str(), Xapian::version_string(),
              arguments.rounds);
  measure_stemmers(words, arguments.rounds);
  measure_analyzers(texts, arguments.rounds);
  measure_lexicon(arguments.rounds);
  measure_hostile(std::min(arguments.rounds, kHostileRounds));
}

}  // namespace
}  // namespace telusur::bench

int main(int argc, char** argv) {
  CLI::App app(
      "Measures how fast words are stemmed, texts analysed and word lists loaded, beside Xapian's Snowball Indonesian.",
      "telusur-bench-language");
  telusur::bench::Arguments arguments;
  telusur::bench::define(app, arguments);
  return telusur::bench::run_program(app, argc, argv, [&] { telusur::bench::run(arguments); });
}
