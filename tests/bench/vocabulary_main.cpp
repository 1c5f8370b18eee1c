// telusur-bench-vocabulary: what completions and neighbours cost on a large vocabulary.

#include <time.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <iomanip>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "backend/vocabulary.hpp"
#include "bench/program.hpp"
#include "bench/query_sample.hpp"
#include "relevance/collection.hpp"

namespace telusur::bench {
namespace {

using backend::Vocabulary;

struct Arguments {
  std::filesystem::path docs;
  std::size_t words = 1'000'000;
  std::size_t lookups = 1000;
  std::uint64_t seed = 1;
};

/// Milliseconds of the processor that this thread has taken: others may share the machine.
double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

/// The words of the documents, filled up to `count` with those that affixes of Indonesian make of them.
std::map<std::string, std::uint32_t> words_of(const Arguments& arguments, std::mt19937_64& random) {
  std::map<std::string, std::uint32_t> words;
  relevance::for_each_line(arguments.docs, [&](std::size_t line, std::string_view json) {
    const auto text = relevance::parse_document_text(json, relevance::location(arguments.docs, line));
    for (const auto* part : {&text.title, &text.body}) {
      for (auto& word : plain_words(*part)) {
        ++words[std::move(word)];
      }
    }
  });
  std::vector<std::string> bases;
  std::transform(words.begin(), words.end(), std::back_inserter(bases), [](const auto& entry) { return entry.first; });
  constexpr std::string_view kBefore[] = {"", "me", "men", "mem", "meng", "di", "ter", "ber", "pe", "peng", "ke", "se"};
  constexpr std::string_view kBehind[] = {"", "kan", "an", "i", "nya", "lah", "ku", "mu", "kannya", "s", "ing", "ed"};
  while (words.size() < arguments.words && !bases.empty()) {
    words.emplace(std::string(kBefore[random() % std::size(kBefore)]) + bases[random() % bases.size()] +
                      std::string(kBehind[random() % std::size(kBehind)]),
                  1 + static_cast<std::uint32_t>(random() % 3));
  }
  return words;
}

std::string misspelled(std::string word, std::mt19937_64& random, unsigned typos) {
  for (; typos > 0; --typos) {
    const std::size_t at = 1 + random() % (word.size() - 1);
    random() % 2 == 0 ? word.erase(at, 1) : word.insert(at, 1, static_cast<char>('a' + random() % 26));
  }
  return word;
}

void measure(const char* name, const std::vector<std::string>& queries,
             const std::function<std::size_t(const std::string&)>& look_up) {
  std::vector<double> times;
  std::size_t found = 0;
  for (const auto& query : queries) {
    const auto start = cpu_ms();
    found += look_up(query);
    times.push_back(cpu_ms() - start);
  }
  std::sort(times.begin(), times.end());
  std::cout << std::left << std::setw(28) << name << std::right << std::fixed << std::setprecision(3) << std::setw(9)
            << times[times.size() / 2] << std::setw(9) << times[times.size() * 99 / 100] << std::setw(9) << times.back()
            << std::setw(9) << std::setprecision(1) << static_cast<double>(found) / static_cast<double>(queries.size())
            << '\n';
}

void run(const Arguments& arguments) {
  std::mt19937_64 random(arguments.seed);
  const auto words = words_of(arguments, random);
  std::size_t text_bytes = 0;
  const auto start = cpu_ms();
  Vocabulary::Builder builder;
  for (const auto& [word, documents] : words) {
    builder.add(word, documents);
    text_bytes += word.size();
  }
  const Vocabulary vocabulary = std::move(builder).finish();
  const auto count = static_cast<double>(words.size());
  std::cout << words.size() << " words of " << std::setprecision(3) << static_cast<double>(text_bytes) / count
            << " bytes, made in " << cpu_ms() - start << " ms, " << static_cast<double>(vocabulary.bytes()) / count
            << " bytes each\nms                               p50      p99      max    found\n";
  std::vector<std::string> drawn;
  for (const auto& [word, documents] : words) {
    if (word.size() >= 5 && random() % std::max<std::size_t>(1, words.size() / arguments.lookups) == 0) {
      drawn.push_back(word);
    }
  }
  for (const std::size_t letters : {1, 2, 4}) {
    auto beginnings = drawn;
    std::for_each(beginnings.begin(), beginnings.end(), [&](std::string& word) { word.resize(letters); });
    measure(("completions of " + std::to_string(letters)).c_str(), beginnings,
            [&](const std::string& word) { return vocabulary.completions(word, 80).size(); });
  }
  for (const unsigned edits : {1U, 2U}) {
    for (const bool beginning : {false, true}) {
      auto wrong = drawn;
      std::for_each(wrong.begin(), wrong.end(), [&](std::string& word) { word = misspelled(word, random, edits); });
      const std::string name = "edits " + std::to_string(edits) + (beginning ? ", as a beginning" : "");
      measure(name.c_str(), wrong, [&](const std::string& word) {
        return vocabulary.near(word, {edits, beginning, 10}).size();
      });
    }
  }
}

}  // namespace
}  // namespace telusur::bench

int main(int argc, char** argv) {
  CLI::App app("Measures completions and neighbours on a vocabulary.", "telusur-bench-vocabulary");
  telusur::bench::Arguments arguments;
  app.add_option("documents", arguments.docs, "JSONL file of documents {id, title, body}")
      ->required()
      ->check(CLI::ExistingFile);
  app.add_option("--words", arguments.words, "Words; missing ones are made with affixes")->capture_default_str();
  app.add_option("--lookups", arguments.lookups, "About this many of each kind")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000));
  app.add_option("--seed", arguments.seed, "Of the drawing")->capture_default_str();
  return telusur::bench::run_program(app, argc, argv, [&] { telusur::bench::run(arguments); });
}
