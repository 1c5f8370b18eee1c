#include "telusur/federation.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/error.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"

using nlohmann::json;
using telusur::ErrorCode;
using telusur::federated_request_from_json;
using telusur::FederatedRequest;
using telusur::SearchResponse;
using telusur::test::error_of;
using Texts = std::vector<std::string>;

namespace {

SearchResponse answer(const std::vector<std::pair<std::string, double>>& hits) {
  SearchResponse response;
  for (const auto& [id, score] : hits) {
    response.hits.push_back({id, score, "{}", {}, {}});
  }
  response.total_hits = hits.size();
  response.total_exact = true;
  return response;
}

/// "index/id of query", one a hit.
Texts places(const telusur::FederatedResponse& response) {
  Texts texts;
  for (const auto& hit : response.hits) {
    texts.push_back(hit.index + "/" + hit.hit.id + " " + std::to_string(hit.query));
  }
  return texts;
}

}  // namespace

TEST_CASE("hits are merged by their weighted scores, each document of an index once") {
  FederatedRequest request{.queries = {{"a"}, {"b", {}, 0.5}, {"a"}}};
  const std::vector<SearchResponse> answers{answer({{"1", 0.9}, {"2", 0.3}}), answer({{"1", 1.0}, {"2", 0.5}}),
                                            answer({{"2", 0.8}, {"3", 0.2}})};
  const auto all = merge(request, answers);
  CHECK(places(all) == Texts{"a/1 0", "a/2 2", "b/1 1", "b/2 1", "a/3 2"});
  CHECK(all.hits[2].weighted_score == 0.5);
  CHECK(all.hits[2].hit.ranking_score == 1.0);
  CHECK(all.total_hits == 6);
  CHECK_FALSE(all.total_exact);  // documents of "a" may be counted twice
  request.offset = 1;
  request.limit = 2;
  CHECK(places(merge(request, answers)) == Texts{"a/2 2", "b/1 1"});
  request.offset = 9;
  CHECK(merge(request, answers).hits.empty());
}

TEST_CASE("a query keeps the order of its own hits") {
  const FederatedRequest request{.queries = {{"a"}, {"b"}}};
  // Those of "a" are sorted by something else than their scores.
  CHECK(places(merge(request, {answer({{"1", 0.1}, {"2", 0.9}}), answer({{"1", 0.5}})})) ==
        Texts{"b/1 1", "a/1 0", "a/2 0"});
}

TEST_CASE("facets by index, or added up") {
  FederatedRequest request{.queries = {{"a"}, {"b"}}, .facets_by_index = {{"a", {"tag"}}, {"b", {"tag"}}}};
  std::vector<SearchResponse> answers(2);
  answers[0].facet_distribution = {{"tag", {{"x", 3}, {"y", 1}}}};
  answers[0].facet_stats = {{"tag", {1, 5}}};
  answers[1].facet_distribution = {{"tag", {{"x", 1}, {"z", 2}}}};
  answers[1].facet_stats = {{"tag", {-1, 2}}};
  CHECK(json::parse(to_json(merge(request, answers), request))["facetsByIndex"] == json::parse(R"({
      "a": {"distribution": {"tag": {"x": 3, "y": 1}}, "stats": {"tag": {"min": 1.0, "max": 5.0}}},
      "b": {"distribution": {"tag": {"x": 1, "z": 2}}, "stats": {"tag": {"min": -1.0, "max": 2.0}}}})"));
  request.merged_facet_values = 2;
  const json merged = json::parse(to_json(merge(request, answers), request));
  CHECK(merged["facetDistribution"] == json::parse(R"({"tag": {"x": 4, "y": 1}})"));
  CHECK(merged["facetStats"] == json::parse(R"({"tag": {"min": -1.0, "max": 5.0}})"));
  CHECK_FALSE(merged.contains("facetsByIndex"));
}

TEST_CASE("indexes are searched for one list, each as far as the page needs") {
  const telusur::test::TemporaryDirectory directory;
  telusur::Engine engine(directory.path());
  for (const std::string uid : {"id", "en"}) {
    telusur::Settings settings;
    settings.searchable_attributes = {"title"};
    settings.filterable_attributes = {"kind"};
    auto index = engine.create_index(uid, settings, "id");
    for (int id = 0; id < 30; ++id) {
      index.add_json(json{
          {"id", id},
          {"title", uid == "id" ? "soto ayam" + std::string(static_cast<std::size_t>(id % 3), 'x') : "soto"},
          {"kind",
           id % 2}}.dump());
    }
    index.commit();
  }
  FederatedRequest request{.queries = {{"id", {.q = "soto ayam"}}, {"en", {.q = "soto"}, 2}}, .limit = 40};
  request.facets_by_index = {{"en", {"kind"}}};
  const auto response = engine.search(request);
  REQUIRE(response.hits.size() == 40);
  for (std::size_t n = 0; n < response.hits.size(); ++n) {
    CHECK(response.hits[n].index == (n < 30 ? "en" : "id"));
  }
  CHECK(response.total_hits == 60);
  CHECK(response.facets_by_index.at("en").distribution.at("kind").size() == 2);
  request.offset = 35;
  request.limit = 3;
  CHECK(engine.search(request).hits.front().index == "id");

  request.queries[0].index = "nowhere";
  CHECK(error_of([&] { engine.search(request); }).code() == ErrorCode::kNotFound);
  request.queries[0].index = "en";
  CHECK(error_of([&] { engine.search(request); }).code() == ErrorCode::kUnsupported);
  request.facets_by_index.clear();
  request.limit = 10'001;
  CHECK(error_of([&] { engine.search(request); }).subject() == "federation.limit");
  request.queries.resize(2);
  request.offset = 0;
  request.limit = 10'000;
  CHECK(search_of(request, 0).limit == 10'000);
  request.queries.emplace_back();
  CHECK(error_of([&] { search_of(request, 0); }).subject() == "federation.limit");
  request.queries.resize(2);
  request.limit = 1;
  request.offset = 10'000;
  CHECK(error_of([&] { engine.search(request); }).subject() == "federation.offset");
}

TEST_CASE("a federated request is read from JSON") {
  const auto request = federated_request_from_json(R"({
      "federation": {"limit": 5, "offset": 2, "facetsByIndex": {"a": ["x"], "b": null}, "mergeFacets": {}},
      "queries": [{"indexUid": "a", "q": "soto", "federationOptions": {"weight": 0.5}}, {"indexUid": "b", "limit": null}]})");
  CHECK(request.limit == 5);
  CHECK(request.offset == 2);
  CHECK(request.facets_by_index == std::map<std::string, std::vector<std::string>>{{"a", {"x"}}});
  CHECK(request.merged_facet_values == 100);
  REQUIRE(request.queries.size() == 2);
  CHECK(request.queries[0].request.q == "soto");
  CHECK(request.queries[0].weight == 0.5);
  CHECK(request.queries[1].index == "b");
}

TEST_CASE("what a federated request may not say is refused by name") {
  struct Row {
    std::string federation, query, subject;
    ErrorCode code = ErrorCode::kInvalidArgument;
  };
  const std::string ok = R"({"indexUid": "a"})";
  for (const auto& row :
       {Row{"1", ok, "federation"},
        Row{R"({"limit": -1})", ok, "federation.limit"},
        Row{R"({"offset": "a"})", ok, "federation.offset"},
        Row{R"({"page": 1})", ok, "request"},
        Row{R"({"facetsByIndex": []})", ok, "federation.facetsByIndex"},
        Row{R"({"facetsByIndex": {"a": "x"}})", ok, "federation.facetsByIndex"},
        Row{R"({"facetsByIndex": {"z": ["x"]}})", ok, "federation.facetsByIndex"},
        Row{R"({"mergeFacets": 1})", ok, "federation.mergeFacets"},
        Row{R"({"mergeFacets": {"x": 1}})", ok, "request"},
        Row{R"({"mergeFacets": {"maxValuesPerFacet": "x"}})", ok, "federation.mergeFacets.maxValuesPerFacet"},
        Row{R"({"distinct": "x"})", ok, "federation", ErrorCode::kUnsupported},
        Row{"{}", "1", "indexUid missing"},
        Row{"{}", "{}", "indexUid missing"},
        Row{"{}", R"({"indexUid": "a", "limit": 1})", "query pagination"},
        Row{"{}", R"({"indexUid": "a", "page": 1})", "query pagination"},
        Row{"{}", R"({"indexUid": "a", "facets": ["x"]})", "query facets"},
        Row{"{}", R"({"indexUid": "a", "federationOptions": 1})", "federationOptions"},
        Row{"{}", R"({"indexUid": "a", "federationOptions": {"weight": -1}})", "federationOptions.weight"},
        Row{"{}", R"({"indexUid": "a", "federationOptions": {"remote": "x"}})", "federationOptions",
            ErrorCode::kUnsupported},
        Row{"{}", R"({"indexUid": "a", "q": 1})", "q"}}) {
    const std::string body = R"({"federation": )" + row.federation + R"(, "queries": [)" + row.query + "]}";
    CAPTURE(body);
    const auto error = error_of([&] { federated_request_from_json(body); });
    CHECK(error.subject() == row.subject);
    CHECK(error.code() == row.code);
  }
}
