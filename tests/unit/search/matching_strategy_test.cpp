// The matching strategies of whole searches. The stages are tested by backend/chosen_stage_test.cpp.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"

using nlohmann::json;
using telusur::MatchingStrategy;
using telusur::SearchRequest;

namespace {

/// 1,050 documents of "soto ayam", 60 of "soto" and 40 of "ayam", the later the cheaper. The first have "kuah" in the
/// title, and the second in a note.
class Kitchen {
 public:
  Kitchen() : index_(telusur::Engine(directory_.path()).create_index("a", settings(1'000), "id")) {
    for (int id = 0; id < 1'150; ++id) {
      const std::string kind = id < 1'050 ? "soto ayam" : id < 1'110 ? "soto" : "ayam";
      index_.add_json(json{
          {"id", id},
          {"title", id < 1'050 ? "soto ayam kuah" : kind},
          {"note", kind == "soto" ? "kuah" : ""},
          {"kind", kind},
          {"price",
           2'000 - id}}.dump());
    }
    index_.commit();
  }

  static telusur::Settings settings(std::uint32_t max_total_hits) {
    telusur::Settings settings;
    settings.searchable_attributes = {"title", "note"};
    settings.filterable_attributes = {"kind"};
    settings.sortable_attributes = {"price"};
    settings.max_total_hits = max_total_hits;
    return settings;
  }

 protected:
  telusur::test::TemporaryDirectory directory_;
  telusur::Index index_;
};

}  // namespace

TEST_CASE_FIXTURE(Kitchen, "where all words fill the pages that can be reached, they decide who appears") {
  SearchRequest request{.q = "ayam soto ", .limit = 1, .sort = {"price:asc"}, .facets = {"kind"}};
  for (const auto strategy : {MatchingStrategy::kLast, MatchingStrategy::kFrequency, MatchingStrategy::kAll}) {
    request.matching_strategy = strategy;
    const auto response = index_.search(request);
    CHECK(response.total_hits == 1'050);
    CHECK(response.hits.at(0).id == "1049");
    CHECK(response.facet_distribution.at("kind").size() == 1);
    CHECK(index_.search_facet({request, "kind", ""}).values.size() == 1);
  }
  request.matching_strategy = MatchingStrategy::kLast;
  request.filter = "kind = ayam";
  CHECK(index_.search(request).total_hits == 40);
  request.disjunctive_facets = {"kind"};
  CHECK(index_.search(request).facet_distribution.at("kind").size() == 3);
}

TEST_CASE_FIXTURE(Kitchen, "where more can be reached than have all words, fewer are demanded") {
  SearchRequest request{.q = "ayam soto ", .limit = 1, .facets = {"kind"}};
  auto settings = Kitchen::settings(1'090);
  index_.update_settings(settings);
  CHECK(index_.search(request).total_hits == 1'090);  // those with "ayam", which is rarer
  settings.max_total_hits = 1'091;
  index_.update_settings(settings);
  CHECK(index_.search(request).total_hits == 1'150);
  request.offset = 1'090;
  CHECK(index_.search(request).hits.size() == 1);
  request.q = "\"ayam\" OR soto ";
  request.query_syntax = telusur::QuerySyntax::kFull;
  settings.max_total_hits = 100;
  index_.update_settings(settings);
  request.offset = 0;
  CHECK(index_.search(request).total_hits == 1'150);
}

TEST_CASE_FIXTURE(Kitchen, "what is demanded is demanded of the attributes that are searched") {
  SearchRequest request{.q = "soto kuah ", .limit = 1, .facets = {"kind"}};
  CHECK(index_.search(request).total_hits == 1'110);
  request.attributes_to_search_on = {"title"};
  CHECK(index_.search(request).total_hits == 1'050);
}

TEST_CASE_FIXTURE(Kitchen, "a promoted document keeps its place, its score and its count in the facets") {
  SearchRequest request{.q = "ayam soto ", .limit = 2, .facets = {"kind"}, .show_ranking_score = true};
  request.matching_strategy = MatchingStrategy::kLast;
  auto settings = Kitchen::settings(1'151);  // more than there are: nothing is demanded
  settings.curations = {{.query = "ayam soto", .promoted = {{"1149"}}}};
  index_.update_settings(settings);
  const auto any = index_.search(request);
  settings.max_total_hits = 1'000;
  index_.update_settings(settings);
  const auto response = index_.search(request);
  REQUIRE(response.hits.at(0).id == "1149");
  CHECK(response.hits[0].ranking_score == any.hits.at(0).ranking_score);
  CHECK(response.total_hits == 1'051);
  const auto& counts = response.facet_distribution.at("kind");
  REQUIRE(counts.size() == 2);
  CHECK(counts[1].count == 1);
}

TEST_CASE_FIXTURE(Kitchen, "words that have alternatives together are demanded together, too") {
  auto with_synonyms = settings(1'000);
  with_synonyms.synonyms = {{"soto ayam", {"nihil"}}};
  index_.update_settings(with_synonyms);
  CHECK(index_.search({.q = "soto ayam ", .facets = {"kind"}}).total_hits == 1'050);
}

TEST_CASE_FIXTURE(Kitchen, "promoted documents are among those that decide who appears") {
  auto promoting = settings(1'050);
  promoting.curations = {{.query = "soto ayam", .promoted = {{"7", 1}, {"8", 2}}}};
  index_.update_settings(promoting);
  const auto response = index_.search({.q = "soto ayam ", .facets = {"kind"}});
  CHECK(response.total_hits == 1'050);
  CHECK(response.facet_distribution.at("kind").size() == 1);
}

TEST_CASE_FIXTURE(Kitchen, "a facet search counts what a search with the same least score finds") {
  const SearchRequest request{.q = "soto ayam ", .facets = {"kind"}, .ranking_score_threshold = 0.01};
  CHECK(index_.search(request).facet_distribution.at("kind").size() == 3);
  CHECK(index_.search_facet({request, "kind", ""}).values.size() == 3);
}

TEST_CASE_FIXTURE(Kitchen, "totals of a least score are those of what reaches it") {
  for (const double threshold : {0.01, 0.3, 0.6, 1.0}) {
    CAPTURE(threshold);
    SearchRequest request{.q = "soto ayam ", .limit = 2, .ranking_score_threshold = threshold};
    const auto plain = index_.search(request);
    request.facets = {"kind"};
    auto counted = index_.search(request);
    std::uint64_t sum = 0;
    for (const auto& value : counted.facet_distribution["kind"]) {
      sum += value.count;
    }
    CHECK(plain.total_hits == sum);
    CHECK(counted.total_hits == sum);
  }
}
