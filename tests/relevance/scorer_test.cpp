#include "relevance/scorer.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace telusur::relevance {
namespace {

struct Case {
  const char* what;
  Grades grades;
  Ranking ranking;
  Scores expected;
};

/// `count` documents that nobody judged, then `last`.
Ranking after(int count, const std::string& last) {
  Ranking ranking;
  for (int i = 0; i < count; ++i) {
    ranking.push_back("unjudged-" + std::to_string(i));
  }
  ranking.push_back(last);
  return ranking;
}

// Discounts 1/log2(rank + 1): rank 1 1, rank 2 0.630930, rank 3 0.5, rank 4 0.430677, rank 10 0.289065.
const std::vector<Case> kCases = {
    {"nothing found", {{"a", 1}}, {}, {0, 0, 0}},
    {"the only relevant one first", {{"a", 1}}, {"a", "x"}, {1, 1, 1}},
    {"second place", {{"a", 1}}, {"x", "a"}, {0.630930, 0.5, 1}},
    // DCG = 1 + 2 * 0.630930 = 2.261860; the ideal is 2 + 0.630930 = 2.630930.
    {"gain is the grade", {{"a", 1}, {"b", 2}}, {"a", "b"}, {0.859719, 1, 1}},
    // DCG = 3 * 0.630930 + 1 * 0.5 = 2.392789; the ideal is 3 + 2 * 0.630930 + 0.5 = 4.761860.
    {"a missing one costs", {{"a", 3}, {"b", 2}, {"c", 1}}, {"x", "a", "c"}, {0.502490, 0.5, 2.0 / 3}},
    {"grade 0 is not relevant", {{"a", 1}, {"z", 0}}, {"z", "a"}, {0.630930, 0.5, 1}},
    {"a negative grade leaves the ranking", {{"a", 1}, {"y", -1}}, {"y", "a"}, {1, 1, 1}},
    {"rank 10 counts", {{"a", 1}}, after(9, "a"), {0.289065, 0.1, 1}},
    {"rank 11 counts for recall alone", {{"a", 1}}, after(10, "a"), {0, 0, 1}},
    {"rank 100 counts for recall", {{"a", 1}}, after(99, "a"), {0, 0, 1}},
    {"rank 101 does not", {{"a", 1}}, after(100, "a"), {0, 0, 0}},
};

TEST_CASE("a query is scored as worked out by hand") {
  for (const auto& one : kCases) {
    CAPTURE(one.what);
    const Scores scores = score_query(one.grades, one.ranking);
    CHECK(scores.ndcg10 == doctest::Approx(one.expected.ndcg10).epsilon(1e-5));
    CHECK(scores.mrr10 == doctest::Approx(one.expected.mrr10));
    CHECK(scores.recall100 == doctest::Approx(one.expected.recall100));
  }
}

TEST_CASE("the ideal ranking is cut at ten as well") {
  Grades grades;
  Ranking ranking;
  for (char c = 'a'; c <= 'l'; ++c) {  // twelve relevant documents, all found
    grades[std::string(1, c)] = 1;
    ranking.emplace_back(1, c);
  }
  CHECK(score_query(grades, ranking).ndcg10 == doctest::Approx(1));
  CHECK(score_query(grades, ranking).recall100 == doctest::Approx(1));
}

TEST_CASE("only a positive grade makes a query count") {
  CHECK_FALSE(has_relevant({}));
  CHECK_FALSE(has_relevant({{"a", 0}, {"b", -1}}));
  CHECK(has_relevant({{"a", 0}, {"b", 1}}));
}

TEST_CASE("means are taken figure by figure") {
  const std::vector<Scores> scores = {{1, 0.5, 0}, {0, 0.25, 1}, {0.5, 0, 0.5}, {0.5, 0.25, 0.5}};
  const Scores result = mean(scores);
  CHECK(result.ndcg10 == doctest::Approx(0.5));
  CHECK(result.mrr10 == doctest::Approx(0.25));
  CHECK(result.recall100 == doctest::Approx(0.5));
  CHECK(mean({}).ndcg10 == 0);
}

}  // namespace
}  // namespace telusur::relevance
