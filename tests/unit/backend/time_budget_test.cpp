#include "backend/time_budget.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "backend/database.hpp"
#include "backend/searcher.hpp"
#include "query/parser.hpp"
#include "support/temporary_directory.hpp"

namespace backend = telusur::backend;

namespace {

backend::Ranking rank(const backend::Snapshot& snapshot, std::function<bool()> is_over) {
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  backend::Refinement refinement;
  refinement.is_over = std::move(is_over);
  return backend::rank(snapshot, telusur::query::parse("soto ", analyzer), telusur::MatchingStrategy::kLast,
                       {.limit = 1000, .count_exactly = 1000}, refinement);
}

}  // namespace

TEST_CASE("a search whose time is over gives what it found until then, and says so") {
  const telusur::test::TemporaryDirectory directory;
  std::vector<std::string> titles(300, "soto ayam");
  telusur::test::create_database(directory.path() / "db", titles);
  const backend::Snapshot snapshot(directory.path() / "db");

  const auto whole = rank(snapshot, [] { return false; });
  CHECK(whole.total == 300);
  CHECK_FALSE(whole.cut_off);
  const auto without = rank(snapshot, {});
  REQUIRE(whole.documents.size() == without.documents.size());
  for (std::size_t n = 0; n < whole.documents.size(); ++n) {
    CHECK(whole.documents[n].stored == without.documents[n].stored);
    CHECK(whole.documents[n].score == without.documents[n].score);
  }

  int asked = 0;
  const auto part = rank(snapshot, [&] { return ++asked > 2; });
  CHECK(part.cut_off);
  CHECK(part.documents.size() > 0);
  CHECK(part.documents.size() < 300);
  CHECK(asked == 3);

  const auto nothing = rank(snapshot, [] { return true; });
  CHECK(nothing.cut_off);
  CHECK(nothing.documents.empty());
}

TEST_CASE("what is estimated is the same with and without a budget") {
  const telusur::test::TemporaryDirectory directory;
  std::vector<std::string> titles;
  for (int n = 0; n < 3'000; ++n) {
    titles.push_back(n % 8 != 0 ? "lain" : n % 64 == 0 ? "soto soto" : "soto ayam dan nasi");
  }
  telusur::test::create_database(directory.path() / "db", titles);
  const backend::Snapshot snapshot(directory.path() / "db");
  const auto total = [&](std::function<bool()> is_over) {
    telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
    backend::Refinement refinement;
    refinement.is_over = std::move(is_over);
    return backend::rank(snapshot, telusur::query::parse("soto ", analyzer), telusur::MatchingStrategy::kLast,
                         {.limit = 5}, refinement)
        .total;
  };
  CHECK(total([] { return false; }) == total({}));
}
