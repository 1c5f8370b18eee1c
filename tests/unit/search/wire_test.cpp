#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/error.hpp"
#include "telusur/error.hpp"
#include "telusur/search.hpp"

using nlohmann::json;
using telusur::ErrorCode;
using telusur::MatchingStrategy;
using telusur::search_request_from_json;
using telusur::SearchRequest;
using telusur::SearchResponse;

namespace {

telusur::Error refusal_of(const std::string& body) {
  return telusur::test::error_of([&] { search_request_from_json(body); });
}

std::string message_of(const std::string& body) { return refusal_of(body).what(); }

std::vector<std::string> names_of(const json& object) {
  std::vector<std::string> names;
  for (const auto& item : object.items()) {
    names.push_back(item.key());
  }
  return names;
}

}  // namespace

TEST_CASE("every field of a request arrives") {
  const SearchRequest request = search_request_from_json(R"({
    "q": "basis data", "offset": 3, "limit": 7, "page": 2, "hitsPerPage": 9,
    "attributesToRetrieve": ["title"], "attributesToHighlight": ["*"], "highlightPreTag": "[", "highlightPostTag": "]",
    "highlightEscape": false, "attributesToCrop": ["body:5"], "cropLength": 4, "cropMarker": "...",
    "showMatchesPosition": true, "matchingStrategy": "all", "querySyntax": "full", "showRankingScore": true, "rankingScoreThreshold": 0.25,
    "filter": "a = 1", "sort": ["a:asc", "b:desc"], "facets": ["*"]})");
  CHECK(request.q == "basis data");
  CHECK(request.offset == 3);
  CHECK(request.limit == 7);
  CHECK(request.page == 2U);
  CHECK(request.hits_per_page == 9U);
  CHECK(request.attributes_to_retrieve == std::vector<std::string>{"title"});
  CHECK(request.attributes_to_highlight == std::vector<std::string>{"*"});
  CHECK(request.highlight_pre_tag == "[");
  CHECK(request.highlight_post_tag == "]");
  CHECK(request.highlight_escape == false);
  CHECK(request.attributes_to_crop == std::vector<std::string>{"body:5"});
  CHECK(request.crop_length == 4);
  CHECK(request.crop_marker == "...");
  CHECK(request.show_matches_position);
  CHECK(request.matching_strategy == MatchingStrategy::kAll);
  CHECK(request.query_syntax == telusur::QuerySyntax::kFull);
  CHECK(request.show_ranking_score);
  CHECK(request.ranking_score_threshold == 0.25);
  CHECK(request.filter == "a = 1");
  CHECK(request.sort == std::vector<std::string>{"a:asc", "b:desc"});
  CHECK(request.facets == std::vector<std::string>{"*"});
}

TEST_CASE("a filter may be an array, which stays JSON") {
  CHECK(search_request_from_json(R"({"filter": ["a = 1", ["b = \"x\"", "c = 2"]]})").filter ==
        R"(["a = 1",["b = \"x\"","c = 2"]])");
}

TEST_CASE("a field that is null or absent keeps its default") {
  const SearchRequest defaults;
  for (const char* body : {"{}", R"({"q":null,"limit":null,"page":null,"cropMarker":null,"matchingStrategy":null})",
                           R"({"filter":null,"facets":[],"sort":[],"filter":"","showRankingScoreDetails":false})"}) {
    CAPTURE(body);
    const SearchRequest request = search_request_from_json(body);
    CHECK(request.q.empty());
    CHECK(request.limit == defaults.limit);
    CHECK_FALSE(request.page.has_value());
    CHECK(request.crop_marker == defaults.crop_marker);
    CHECK(request.matching_strategy == MatchingStrategy::kLast);
  }
}

TEST_CASE("a value of the wrong type or range is named with what the field takes") {
  struct Case {
    std::string field;
    std::string value;
    std::string wanted;
  };
  for (const auto& [field, value, wanted] : std::vector<Case>{
           {"q", "1", "a string"},
           {"offset", "-1", "from 0 to 10000"},
           {"limit", "1.5", "from 0 to 10000"},
           {"limit", "99999999999", "from 0 to 10000"},
           {"page", "\"2\"", "from 1"},
           {"cropLength", "true", "from 0 to 10000"},
           {"attributesToRetrieve", "\"title\"", "an array of strings"},
           {"attributesToCrop", "[1]", "an array of strings"},
           {"highlightEscape", "\"yes\"", "true or false"},
           {"showRankingScore", "0", "true or false"},
           {"matchingStrategy", "\"any\"", "\"last\", \"all\" or \"frequency\""},
           {"querySyntax", "\"lucene\"", "\"simple\" or \"full\""},
           {"matchingStrategy", "[]", "\"last\", \"all\" or \"frequency\""},
           {"filter", "1", "a string or an array"},
           {"filter", "{}", "a string or an array"},
           {"sort", "\"a:asc\"", "an array of strings"},
           {"facets", "true", "an array of strings"},
           {"rankingScoreThreshold", "1.01", "from 0 to 1"},
           {"rankingScoreThreshold", "\"high\"", "from 0 to 1"},
       }) {
    std::string body = "{\"" + field + "\":" + value + "}";
    CAPTURE(body);
    const telusur::Error refusal = refusal_of(body);
    CHECK(refusal.code() == ErrorCode::kInvalidArgument);
    CHECK(refusal.subject() == field);
    CHECK(std::string(refusal.what()).find(wanted) != std::string::npos);
    CHECK(std::string(refusal.what()).find(value) != std::string::npos);
  }
}

TEST_CASE("a long value is named by its beginning") {
  CHECK(message_of(json{{"limit", std::string(10'000, 'x')}}.dump()).size() < 200);
  CHECK(message_of(json{{std::string(10'000, 'x'), 1}}.dump()).size() < 200);
}

TEST_CASE("what is no field, or no request, is refused") {
  CHECK(refusal_of(R"({"querry":"x"})").subject() == "request");
  CHECK(message_of(R"({"querry":"x"})").find("'querry'") != std::string::npos);
  CHECK(refusal_of("[]").code() == ErrorCode::kInvalidArgument);
  CHECK(message_of("\"q\"").find("object") != std::string::npos);
  CHECK(refusal_of("{\"q\":").code() == ErrorCode::kInvalidArgument);
  CHECK(refusal_of("").code() == ErrorCode::kInvalidArgument);
}

TEST_CASE("a field that this version does not act on is refused by name when it asks for something") {
  const telusur::Error refusal = refusal_of(R"({"vector":[0.1]})");
  CHECK(refusal.code() == ErrorCode::kUnsupported);
  CHECK(refusal.subject() == "vector");
}

TEST_CASE("an answer has the shape that its request asked for") {
  SearchResponse response;
  response.query = "soto \"ayam\"";
  response.limit = 20;
  response.total_hits = 41;
  telusur::Hit hit;
  hit.id = "1";
  hit.ranking_score = 0.5;
  hit.document = R"({"id":"1","title":"Soto ayam"})";
  hit.matches = {{"title", 0, 4}, {"title", 5, 4}};
  response.hits = {hit};

  const json plain = json::parse(to_json(response, {}));
  CHECK(names_of(plain) == std::vector<std::string>{"estimatedTotalHits", "hits", "limit", "offset", "processingTimeMs",
                                                    "query", "totalHitsExact"});
  CHECK(plain["query"] == "soto \"ayam\"");
  CHECK(plain["estimatedTotalHits"] == 41);
  CHECK(plain["hits"] == json::array({json::parse(hit.document)}));

  SearchRequest rich;
  rich.show_ranking_score = true;
  rich.show_matches_position = true;
  response.hits[0].formatted = R"({"title":"<em>Soto</em> ayam"})";
  const json shown = json::parse(to_json(response, rich))["hits"][0];
  CHECK(shown["_rankingScore"] == 0.5);
  CHECK(shown["_formatted"]["title"] == "<em>Soto</em> ayam");
  CHECK(shown["_matchesPosition"] == json::parse(R"({"title":[{"start":0,"length":4},{"start":5,"length":4}]})"));
}

TEST_CASE("facets are in the answer when they were asked for") {
  SearchResponse response;
  response.facet_distribution = {{"tags", {{"b", 3}, {"a", 1}}}, {"year", {}}};
  response.facet_stats = {{"year", {2020, 2024.5}}};
  CHECK_FALSE(json::parse(to_json(response, {})).contains("facetDistribution"));
  SearchRequest request;
  request.facets = {"tags", "year"};
  const json answer = json::parse(to_json(response, request));
  CHECK(answer["facetDistribution"] == json::parse(R"({"tags":{"a":1,"b":3},"year":{}})"));
  CHECK(answer["facetStats"] == json::parse(R"({"year":{"min":2020.0,"max":2024.5}})"));
}

TEST_CASE("numbered pages replace offset and limit in the answer") {
  SearchResponse response;
  response.page = 2;
  response.hits_per_page = 10;
  response.total_hits = 41;
  response.total_pages = 5;
  const json answer = json::parse(to_json(response, {}));
  CHECK(names_of(answer) == std::vector<std::string>{"hits", "hitsPerPage", "page", "processingTimeMs", "query",
                                                     "totalHits", "totalHitsExact", "totalPages"});
  CHECK(answer["totalHits"] == 41);
  CHECK(answer["hits"].is_array());
}
