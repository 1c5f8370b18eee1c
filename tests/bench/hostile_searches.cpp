#include "bench/hostile_searches.hpp"

#include <malloc.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "bench/latency.hpp"
#include "support/hostile_text.hpp"
#include "support/peak_memory.hpp"
#include "telusur/error.hpp"

namespace telusur::bench {
namespace {

constexpr std::size_t kMany = 10'000;
constexpr std::size_t kQueryWords = 128;  // that a search reads, where nobody says otherwise
constexpr std::size_t kConditions = 1000;
constexpr std::size_t kComparisons = 50;
constexpr std::size_t kFilterLevels = 99;
constexpr const char* kStopWords = "the of and to in a is for this with yang dan di ke dari untuk pada ini itu dengan ";

std::string times(std::string_view piece, std::size_t count) { return test::repeated(piece, piece.size() * count); }

/// The words in turn, `count` of them, each between two texts.
std::string around(const std::vector<std::string>& words, std::size_t count, std::string_view before,
                   std::string_view behind) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out.append(before).append(words[i % words.size()]).append(behind);
  }
  return out;
}

/// Each word with a letter that is wrong.
std::vector<std::string> misspelled(std::vector<std::string> words) {
  for (auto& word : words) {
    word[word.size() / 2] = word[word.size() / 2] == 'q' ? 'x' : 'q';
  }
  return words;
}

SearchRequest full(std::string q) { return {.q = std::move(q), .query_syntax = QuerySyntax::kFull}; }

SearchRequest all_words(std::string q) { return {.q = std::move(q), .matching_strategy = MatchingStrategy::kAll}; }

void add_words(std::vector<HostileSearch>& searches, const std::vector<std::string>& words) {
  const std::string stop_words = kStopWords;
  searches.push_back({"10,000 words", {.q = around(words, kMany, "", " ")}});
  searches.push_back({"all of 128 words", all_words(around(words, kQueryWords, "", " "))});
  searches.push_back({"128 misspelled words", {.q = around(misspelled(words), kQueryWords, "", " ")}});
  searches.push_back({"128 distinct words that no document has", {.q = test::distinct_words("zq", "x", kQueryWords)}});
  searches.push_back({"only stop words", {.q = stop_words}});
  searches.push_back({"all of the stop words", all_words(stop_words)});
  searches.push_back({"a stop word 10,000 times", {.q = times("the ", kMany)}});
  searches.push_back({"a letter, unfinished", {.q = "s"}});
  searches.push_back({"every letter", {.q = "a b c d e f g h i j k l m n o p q r s t u v w x y z"}});
  searches.push_back({"1 MB of one letter", {.q = std::string(1'000'000, 'a')}});
  searches.push_back({"a phrase of stop words", {.q = "\"" + stop_words + "\""}});
  searches.push_back({"a phrase of 128 words", {.q = "\"" + around(words, kQueryWords, "", " ") + "\""}});
  searches.push_back({"64 phrases", {.q = around(words, kQueryWords / 2, "\"the ", "\" ")}});
  searches.push_back({"10,000 quotation marks", {.q = times("\"", kMany)}});
  searches.push_back({"127 excluded words", {.q = "the " + around(words, kQueryWords - 1, "-", " ")}});
  SearchRequest in_bodies{.q = stop_words};
  in_bodies.attributes_to_search_on = {"body"};
  searches.push_back({"stop words in bodies", std::move(in_bodies)});
  searches.push_back({"only excluded words", {.q = around(words, kQueryWords, "-", " ")}});
}

void add_operators(std::vector<HostileSearch>& searches, const std::vector<std::string>& words) {
  searches.push_back({"wildcards on everything", full("a* b* c* d* e* f* s* t*")});
  searches.push_back({"wildcards in every word", full(around(words, kQueryWords, "", "* "))});
  searches.push_back({"parentheses 10,000 deep", full(times("(", kMany) + words.front() + times(")", kMany))});
  searches.push_back({"groups 16 deep", full(around(words, 16, "(", " OR the AND ") + "of" + times(")", 16))});
  searches.push_back({"10,000 times NOT", full(times("NOT ", kMany) + words.front())});
  searches.push_back({"128 words with OR", full(around(words, kQueryWords, "", " OR ") + "the")});
  searches.push_back({"128 words with AND", full(around(words, kQueryWords, "", " AND ") + "the")});
  searches.push_back({"stop words with NEAR/99", full("the NEAR/99 of NEAR/99 and NEAR/99 to NEAR/99 in NEAR/99 a")});
  searches.push_back({"128 words in titles", full(around(words, kQueryWords, "title:", " "))});
  searches.push_back({"words with NEAR/99", full(around(words, kQueryWords, "", " NEAR/99 ") + "the")});
}

std::string joined(std::string_view piece, std::size_t count, std::string_view between) {
  std::string out(piece);
  for (std::size_t i = 1; i < count; ++i) {
    out.append(between).append(piece);
  }
  return out;
}

void add_filters(std::vector<HostileSearch>& searches) {
  searches.push_back({"1,000 conditions", {.filter = joined("topic = 'topic 1'", kConditions, " OR ")}});
  searches.push_back({"50 times CONTAINS", {.filter = joined("NOT tags CONTAINS 'zz'", kComparisons, " AND ")}});
  searches.push_back({"50 comparisons", {.filter = joined("NOT topic > 5", kComparisons, " AND ")}});
  searches.push_back({"a filter 99 levels deep",
                      {.filter = times("(", kFilterLevels - 1) + "topic = 'topic 1'" + times(")", kFilterLevels - 1)}});
}

void add_pages(std::vector<HostileSearch>& searches) {
  searches.push_back({"the last page of stop words", {.q = kStopWords, .offset = 9'980}});
  SearchRequest marked{.q = kStopWords, .limit = 1'000};
  marked.attributes_to_highlight = {"*"};
  marked.attributes_to_crop = {"body:200"};
  marked.show_matches_position = true;
  searches.push_back({"1,000 hits, marked up", std::move(marked)});
  SearchRequest detailed{.q = kStopWords, .limit = 100};
  detailed.show_ranking_score_details = true;
  searches.push_back({"100 hits with what each word gave", std::move(detailed)});
  SearchRequest counted{.q = kStopWords};
  counted.facets = {"*"};
  counted.distinct = "topic";
  searches.push_back({"facets and one hit of each topic", std::move(counted)});
}

/// False when it is refused.
bool run(const Index& index, const SearchRequest& request) {
  try {
    index.search(request);
    return true;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kInvalidArgument) {
      throw;
    }
    return false;
  }
}

}  // namespace

std::vector<HostileSearch> hostile_searches(const std::vector<std::string>& words) {
  std::vector<HostileSearch> searches;
  add_words(searches, words);
  add_operators(searches, words);
  add_filters(searches);
  add_pages(searches);
  for (auto& hostile : test::hostile_texts()) {
    searches.push_back({hostile.name, {.q = std::move(hostile.text)}});
  }
  return searches;
}

std::vector<HostileCost> measure_hostile_searches(const Index& index, const std::vector<HostileSearch>& searches,
                                                  unsigned rounds) {
  constexpr double kBytesPerKb = 1024;
  std::vector<HostileCost> costs;
  for (const HostileSearch& search : searches) {
    HostileCost cost{search.name};
    for (unsigned round = 0; round < rounds; ++round) {
      malloc_trim(0);  // else memory of the search before is resident already
      test::forget_peak();
      const auto peak_before = test::peak_kb();
      const double cpu_before = thread_cpu_ms();
      cost.refused = !run(index, search.request);
      cost.cpu_ms = std::max(cost.cpu_ms, thread_cpu_ms() - cpu_before);
      const double grown_kb = static_cast<double>(test::peak_kb() - peak_before);
      cost.memory_mb = std::max(cost.memory_mb, grown_kb * kBytesPerKb / 1e6);
    }
    costs.push_back(std::move(cost));
  }
  return costs;
}

}  // namespace telusur::bench
