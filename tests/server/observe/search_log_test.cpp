#include "observe/search_log.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using std::chrono::microseconds;
using telusur::server::observe::SearchLog;

TEST_CASE("the most frequent queries, and those without hits") {
  SearchLog log;
  for (int n = 0; n < 3; ++n) {
    log.record("a", "  Soto Ayam ", 5, microseconds(900));
  }
  log.record("a", "soto ayam", 7, microseconds(100));
  log.record("a", "gulai", 0, microseconds(400'000));
  log.record("a", "", 9, microseconds(100));
  log.record("b", "rendang", 1, microseconds(100));
  const SearchLog::Summary all = log.summary("a", 10);
  CHECK(all.searches == 6);
  CHECK(all.without_hits == 1);
  REQUIRE(all.top.size() == 2);
  CHECK(all.top[0].text == "soto ayam");
  CHECK(all.top[0].count == 4);
  CHECK(all.top[0].hits == 7);
  REQUIRE(all.top_without_hits.size() == 1);
  CHECK(all.top_without_hits[0].text == "gulai");
  CHECK(all.p50_ms >= 0.9);
  CHECK(all.p50_ms <= 0.9 * 1.2);
  CHECK(all.p99_ms == 400);
  CHECK(all.max_ms == 400);
  CHECK(log.summary("a", 1).top.size() == 1);
  CHECK(log.summary("nowhere", 1).searches == 0);
}

TEST_CASE("what is remembered is bounded, and frequent queries stay") {
  SearchLog log;
  for (int n = 0; n < 1'000; ++n) {
    log.record("a", "often", 1, microseconds(1));
  }
  for (std::size_t n = 0; n < 3 * SearchLog::kMaxQueries; ++n) {
    log.record("a", "rare " + std::to_string(n), 1, microseconds(1));
  }
  const SearchLog::Summary summary = log.summary("a", 2 * SearchLog::kMaxQueries);
  CHECK(summary.top.size() <= SearchLog::kMaxQueries);
  CHECK(summary.top[0].text == "often");
  CHECK(summary.searches == 1'000 + 3 * SearchLog::kMaxQueries);
  // A long query is cut, and not amid a character.
  std::string text(SearchLog::kMaxQueryBytes - 1, 'x');
  log.record("b", text + "é", 1, microseconds(1));
  CHECK(log.summary("b", 1).top[0].text == text);
}
