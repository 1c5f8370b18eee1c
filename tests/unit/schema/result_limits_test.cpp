#include "schema/result_limits.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "schema/settings.hpp"
#include "schema/settings_refusal.hpp"

using telusur::FacetOrder;
using telusur::Settings;
using telusur::settings_from_json;
using telusur::test::settings_refusal;

TEST_CASE("limits and stop words are read over others, and go back as they came") {
  const Settings settings = settings_from_json(R"({"pagination":{"maxTotalHits":500},"searchCutoffMs":150,
    "stopWords":["yang","The","yang"],
    "faceting":{"maxValuesPerFacet":7,"sortFacetValuesBy":{"*":"alpha","tags":"count"}}})");
  CHECK(settings.max_total_hits == 500);
  CHECK(settings.search_cutoff_ms == 150);
  CHECK(settings.stop_words == std::vector<std::string>{"The", "yang"});
  CHECK(settings.faceting.max_values == 7);
  CHECK(settings.faceting.order_by_attribute ==
        std::map<std::string, FacetOrder>{{"*", FacetOrder::kText}, {"tags", FacetOrder::kCount}});
  CHECK(settings_from_json(to_json(settings)) == settings);
  CHECK(telusur::schema::index_alike(settings, {}));

  const Settings part = settings_from_json(
      R"({"faceting":{"sortFacetValuesBy":{"*":"count","tags":null,"lang":"alpha"}},"pagination":{}})", settings);
  CHECK(part.max_total_hits == 500);
  CHECK(part.faceting.max_values == 7);
  CHECK(part.faceting.order_by_attribute == std::map<std::string, FacetOrder>{{"lang", FacetOrder::kText}});
  CHECK(settings_from_json(to_json(part)) == part);

  const Settings reset = settings_from_json(
      R"({"faceting":null,"pagination":{"maxTotalHits":null},"searchCutoffMs":null,"stopWords":null})", settings);
  CHECK(reset == Settings{});
  CHECK(settings_from_json(R"({"faceting":{"maxValuesPerFacet":null,"sortFacetValuesBy":null}})", settings).faceting ==
        telusur::Faceting{});
}

TEST_CASE("limits out of range are refused with the range") {
  struct Case {
    std::string json;
    std::string part;
  };
  for (const auto& [json, part] : std::vector<Case>{
           {R"({"faceting":1})", "'faceting' must be an object, not a number"},
           {R"({"faceting":{"x":1}})", "'faceting.x' is unknown; known are maxValuesPerFacet and sortFacetValuesBy"},
           {R"({"faceting":{"maxValuesPerFacet":10001}})", "must be a whole number from 0 to 10000, not 10001"},
           {R"({"faceting":{"maxValuesPerFacet":-1}})", "must be a whole number from 0 to 10000, not -1"},
           {R"({"faceting":{"sortFacetValuesBy":"count"}})", "'faceting.sortFacetValuesBy' must be an object"},
           {R"({"faceting":{"sortFacetValuesBy":{"a":"size"}}})", "must be \"count\" or \"alpha\", not \"size\""},
           {R"({"pagination":[]})", "'pagination' must be an object, not an array"},
           {R"({"pagination":{"x":1}})", "'pagination.x' is unknown; known is maxTotalHits"},
           {R"({"pagination":{"maxTotalHits":100001}})", "must be a whole number from 0 to 100000, not 100001"},
           {R"({"searchCutoffMs":0})", "'searchCutoffMs' must be a whole number from 1 to 60000, not 0"},
           {R"({"searchCutoffMs":"1"})", "'searchCutoffMs' must be a whole number"},
           {R"({"stopWords":"a"})", "'stopWords' must be an array of at most 10000 strings, not a string"},
           {R"({"stopWords":[""]})", "'stopWords' must hold strings of 1 to 200 bytes, not \"\""},
           {R"({"stopWords":[1]})", "'stopWords' must hold strings of 1 to 200 bytes, not 1"}}) {
    CAPTURE(json);
    const std::string message = settings_refusal(json);
    CAPTURE(message);
    CHECK(message.find(part) != std::string::npos);
  }
}
