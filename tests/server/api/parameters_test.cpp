#include "api/parameters.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "api/error.hpp"
#include "net/target.hpp"

using telusur::server::api::comma_separated;
using telusur::server::api::Parameters;
using telusur::server::api::RequestError;
using telusur::server::api::search_body;
using telusur::server::net::query_parameters;

TEST_CASE("a search by GET becomes the JSON of a search by POST") {
  struct Case {
    std::string_view query, body;
  };
  const Case cases[] = {
      {"", "{}"},
      {"q=makan+nasi", R"({"q":"makan nasi"})"},
      {"q=", R"({"q":""})"},
      {"q=12", R"({"q":"12"})"},
      {"q=%ff", "{\"q\":\"\xEF\xBF\xBD\"}"},
      {"limit=5&offset=10", R"({"limit":5,"offset":10})"},
      {"limit=-1", R"({"limit":-1})"},
      {"limit=nan", R"({"limit":"nan"})"},
      {"rankingScoreThreshold=inf", R"({"rankingScoreThreshold":"inf"})"},
      {"limit=5x", R"({"limit":"5x"})"},
      {"limit=", R"({"limit":""})"},
      {"limit=10000000000000000000000", R"({"limit":1e+22})"},
      {"rankingScoreThreshold=0.5", R"({"rankingScoreThreshold":0.5})"},
      {"showRankingScore=true&showMatchesPosition=false", R"({"showRankingScore":true,"showMatchesPosition":false})"},
      {"showRankingScore=yes", R"({"showRankingScore":"yes"})"},
      {"attributesToCrop=body:30,title", R"({"attributesToCrop":["body:30","title"]})"},
      {"attributesToRetrieve=*", R"({"attributesToRetrieve":["*"]})"},
      {"attributesToRetrieve=", R"({"attributesToRetrieve":[]})"},
      {"sort=a:asc,b:desc", R"({"sort":["a:asc","b:desc"]})"},
      {"sort=a:asc,_geoPoint(1,+2):asc,b:desc", R"({"sort":["a:asc","_geoPoint(1, 2):asc","b:desc"]})"},
      {"sort=_geoPoint(1,2):asc,_geoPoint(3,4):desc", R"({"sort":["_geoPoint(1,2):asc","_geoPoint(3,4):desc"]})"},
      {"sort=_geoPoint(1,b:desc", R"({"sort":["_geoPoint(1,b:desc"]})"},
      {"sort=x(1,2):asc", R"({"sort":["x(1","2):asc"]})"},
      {"facets=_geoPoint(1,2)", R"x({"facets":["_geoPoint(1","2)"]})x"},
      {"filter=a+%3D+1", R"({"filter":"a = 1"})"},
      {"filter=%5B%22a=1%22,%5B%22b=2%22%5D%5D", R"({"filter":["a=1",["b=2"]]})"},
      {"filter=%5Bbroken", R"({"filter":"[broken"})"},
      {"unknown=1", R"({"unknown":"1"})"},
  };
  for (const Case& test : cases) {
    INFO(test.query);
    CHECK(search_body(query_parameters(test.query)) == test.body);
  }
}

TEST_CASE("a parameter may be given once") { CHECK_THROWS_AS(search_body(query_parameters("q=a&q=b")), RequestError); }

TEST_CASE("parameters of the other routes") {
  const auto query = query_parameters("limit=7&offset=x");
  const Parameters parameters(query, {"limit", "offset", "fields"});
  CHECK(parameters.number("limit", "invalid_index_limit") == 7);
  CHECK_FALSE(parameters.text("fields"));
  try {
    parameters.number("offset", "invalid_index_offset");
    FAIL("accepted");
  } catch (const RequestError& error) {
    CHECK(error.code() == "invalid_index_offset");
    CHECK(error.what() == std::string("The parameter 'offset' is 'x' but must be a whole number from 0."));
  }
  CHECK_THROWS_AS(Parameters(query, {"limit"}), RequestError);
  const auto twice = query_parameters("limit=1&limit=1");
  CHECK_THROWS_AS(Parameters(twice, {"limit"}), RequestError);
}

TEST_CASE("lists") {
  CHECK(comma_separated("").empty());
  CHECK(comma_separated("a") == std::vector<std::string>{"a"});
  CHECK(comma_separated("a,,b,") == std::vector<std::string>{"a", "", "b"});
}
