#include "search/curated_ranking.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "backend/database.hpp"
#include "query/parser.hpp"
#include "support/hits.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"

using telusur::Curation;
using telusur::SearchRequest;
using Ids = std::vector<std::string>;

namespace {

/// Twelve documents, of which the even ones have "soto", ever rarer.
class Menu {
 public:
  Menu() : index_(telusur::Engine(directory_.path()).create_index("a", settings({}))) {
    for (int id = 0; id < 12; ++id) {
      std::string text;
      for (int word = 0; word < 13; ++word) {
        text += id % 2 == 0 && word < 12 - id ? "soto " : "lain ";
      }
      index_.add_json(R"({"id":)" + std::to_string(id) + R"(,"t":")" + text + R"(","kind":")" +
                      (id < 6 ? "low" : "high") + R"(","n":)" + std::to_string(id) + "}");
    }
    index_.commit();
  }

  void curate(std::vector<Curation> curations) { index_.update_settings(settings(std::move(curations))); }

  telusur::SearchResponse search(const SearchRequest& request) const { return index_.search(request); }

  Ids found(const SearchRequest& request) const { return telusur::test::ids_of(search(request)); }

 private:
  static telusur::Settings settings(std::vector<Curation> curations) {
    telusur::Settings settings;
    settings.searchable_attributes = {"t"};
    settings.filterable_attributes = {"kind"};
    settings.sortable_attributes = {"n"};
    settings.curations = std::move(curations);
    return settings;
  }

  telusur::test::TemporaryDirectory directory_;
  telusur::Index index_;
};

}  // namespace

TEST_CASE("promoted documents stand at their places, whether the query finds them or not, hidden ones nowhere") {
  Menu menu;
  REQUIRE(menu.found({.q = "soto "}) == Ids{"0", "2", "4", "6", "8", "10"});
  menu.curate({{"soto", Curation::Match::kExact, {{"8", 1}, {"1", 3}, {"none", 2}, {"3", 1000}}, {"0"}}});
  const auto answer = menu.search({.q = "Soto "});
  CHECK(menu.found({.q = "soto "}) == Ids{"8", "2", "1", "4", "6", "10", "3"});
  CHECK(answer.total_hits == 7);
  CHECK(answer.total_exact);
  CHECK(answer.hits[0].ranking_score > 0);
  CHECK(answer.hits[2].ranking_score == 0);
  CHECK(menu.found({.q = "soto lain "}).size() == 12);
}

TEST_CASE("filters act on promoted documents, facets count them, and an order of its own leaves them where they are") {
  Menu menu;
  menu.curate({{"soto", Curation::Match::kContains, {{"1", 1}, {"7", 2}}, {"2"}}});
  CHECK(menu.found({.q = "soto ", .filter = "kind = high"}) == Ids{"6", "7", "8", "10"});
  const auto answer = menu.search({.q = "soto ", .facets = {"kind"}});
  REQUIRE(answer.facet_distribution.at("kind").size() == 2);
  CHECK(answer.facet_distribution.at("kind")[0].value == "high");
  CHECK(answer.facet_distribution.at("kind")[0].count == 4);
  CHECK(answer.facet_distribution.at("kind")[1].count == 3);
  CHECK(menu.found({.q = "soto ", .sort = {"n:desc"}}) == Ids{"10", "8", "6", "4", "0"});
}

TEST_CASE("pages and offsets cut the same curated ranking") {
  TELUSUR_RANDOM(random);
  Menu menu;
  for (int round = 0; round < 20; ++round) {
    Curation curation{"soto", Curation::Match::kExact, {}, {}};
    Ids ids{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"};
    for (std::uint32_t position = 1; position < 14; ++position) {
      const auto at = random.between(0, ids.size() - 1);
      if (random.one_in(3)) {
        curation.promoted.push_back({ids[at], position});
        ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(at));
      } else if (random.one_in(6)) {
        curation.hidden.push_back(ids[at]);
        ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(at));
      }
    }
    menu.curate({curation});
    const Ids whole = menu.found({.q = "soto ", .limit = 100});
    for (const auto& [id, position] : curation.promoted) {
      const auto at = static_cast<std::size_t>(std::find(whole.begin(), whole.end(), id) - whole.begin());
      CHECK(at <= position - 1);
    }
    for (std::uint32_t size = 1; size <= 5; ++size) {
      Ids parts;
      Ids pages;
      for (std::uint32_t page = 0; page * size < whole.size(); ++page) {
        const auto part = menu.found({.q = "soto ", .offset = page * size, .limit = size});
        parts.insert(parts.end(), part.begin(), part.end());
        SearchRequest numbered{.q = "soto "};
        numbered.page = page + 1;
        numbered.hits_per_page = size;
        const auto answer = menu.search(numbered);
        CHECK(answer.total_hits == whole.size());
        CHECK(answer.total_pages == (whole.size() + size - 1) / size);
        for (const auto& hit : answer.hits) {
          pages.push_back(hit.id);
        }
      }
      CHECK(parts == whole);
      CHECK(pages == whole);
    }
  }
}

TEST_CASE("the time of a search bounds what is promoted, too") {
  const telusur::test::TemporaryDirectory directory;
  telusur::test::create_database(directory.path() / "db", std::vector<std::string>(300, "soto ayam"));
  const telusur::backend::Snapshot snapshot(directory.path() / "db");
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  const auto query = telusur::query::parse("soto ", analyzer);
  const auto ranked = [&](bool is_over) {
    telusur::backend::Refinement refinement;
    refinement.is_over = [is_over] { return is_over; };
    return telusur::search::rank_curated(snapshot, query, telusur::MatchingStrategy::kLast, {.limit = 5}, refinement,
                                         {.promoted = {{"7", 0}}});
  };
  CHECK(ranked(true).cut_off);
  CHECK(ranked(true).documents.empty());
  CHECK_FALSE(ranked(false).cut_off);
  CHECK(ranked(false).documents.size() == 5);
}
