#include "search/curation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using telusur::Curation;
using telusur::search::Curated;
using telusur::search::curated;
using Ids = std::vector<std::string>;

TEST_CASE("a curation is meant for its words alone, or wherever they stand side by side") {
  struct Case {
    Curation::Match match;
    std::string wanted;
    std::string query;
    bool meant;
  };
  constexpr auto kExact = Curation::Match::kExact;
  constexpr auto kContains = Curation::Match::kContains;
  for (const auto& [match, wanted, query, meant] : std::vector<Case>{{kExact, "soto", "soto", true},
                                                                     {kExact, "Soto Ayam", "  soto,  AYAM!", true},
                                                                     {kExact, "soto", "soto ayam", false},
                                                                     {kExact, "soto", "sotong", false},
                                                                     {kExact, "", "", true},
                                                                     {kExact, "", "!", true},
                                                                     {kExact, "", "soto", false},
                                                                     {kContains, "soto", "resep soto enak", true},
                                                                     {kContains, "soto", "sotong", false},
                                                                     {kContains, "soto ayam", "ayam soto", false},
                                                                     {kContains, "soto ayam", "soto enak ayam", false},
                                                                     {kContains, "!", "soto", false},
                                                                     {kContains, "soto", "", false},
                                                                     {kContains, "éa", "xéa éa", true}}) {
    CAPTURE(wanted);
    CAPTURE(query);
    CHECK(curated({{wanted, match, {}, {"x"}}}, query).hidden.empty() != meant);
  }
}

TEST_CASE("curations add up: the first one has a place, and what is hidden is not promoted") {
  const auto all = curated({{"a", Curation::Match::kExact, {{"1", 3}, {"2", 1}}, {}},
                            {"a", Curation::Match::kContains, {{"3", 3}, {"1", 4}, {"4", 2}, {"5", 9}}, {"5", "6"}},
                            {"b", Curation::Match::kExact, {{"7", 7}}, {"8"}}},
                           "a");
  REQUIRE(all.promoted.size() == 3);
  CHECK(all.promoted[0].id == "2");
  CHECK(all.promoted[1].id == "4");
  CHECK(all.promoted[2].id == "1");
  CHECK(all.promoted[2].index == 2);
  CHECK(all.hidden == Ids{"5", "6"});
}

TEST_CASE("promoted documents stand at their places, or behind the last one") {
  const std::vector<Curated::Promotion> promoted{{"a", 0}, {"b", 2}, {"c", 50}, {"d", 60}};
  using telusur::search::places_among;
  CHECK(places_among(promoted, 100) == std::vector<std::size_t>{0, 2, 50, 60});
  CHECK(places_among(promoted, 3) == std::vector<std::size_t>{0, 2, 5, 6});
  CHECK(places_among(promoted, 0) == std::vector<std::size_t>{0, 1, 2, 3});
}
