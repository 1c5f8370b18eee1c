// Places of documents over HTTP: what is stored, filtered, ordered by and refused.
#include <doctest/doctest.h>

#include <string>

#include "writing_fixture.hpp"

using nlohmann::json;
using telusur::test::WritingFixture;

namespace {

class Places : public WritingFixture {
 public:
  Places() {
    write("PATCH", "/indexes/kota/settings", R"({"filterableAttributes":["_geo"],"sortableAttributes":["_geo","id"]})");
    write("POST", "/indexes/kota/documents", R"([
      {"id":"jakarta","_geo":{"lat":-6.2,"lng":106.8}},
      {"id":"bogor","_geo":{"lat":"-6.6","lng":"106.8"}},
      {"id":"surabaya","_geo":{"lat":-7.25,"lng":112.75}},
      {"id":"atlantis","_geo":null}])");
  }

  json search(const json& body) const {
    const auto answer = send("POST", "/indexes/kota/search", body.dump());
    REQUIRE_MESSAGE(answer.status == 200, answer.body);
    return json::parse(answer.body)["hits"];
  }
};

constexpr char kNearJakarta[] = R"([["jakarta",0],["bogor",44478]])";

/// The id and distance of each hit.
json pairs(const json& hits) {
  json list = json::array();
  for (const auto& hit : hits) {
    list.push_back({hit["id"], hit.value("_geoDistance", json())});
  }
  return list;
}

}  // namespace

TEST_CASE_FIXTURE(Places, "searches by place") {
  const json near = json::parse(kNearJakarta);
  CHECK(pairs(search({{"filter", "_geoRadius(-6.2, 106.8, 50000)"}, {"sort", {"_geoPoint(-6.2, 106.8):asc"}}})) ==
        near);
  CHECK(pairs(search({{"filter", {"_geoBoundingBox([-6, 107], [-7, 106])"}}, {"sort", {"id:desc"}}})) ==
        json::parse(R"([["jakarta",null],["bogor",null]])"));
  CHECK(pairs(search({{"filter", "NOT _geoPolygon([-6, 106], [-6, 108], [-8, 108])"}, {"sort", {"id:asc"}}})) ==
        json::parse(R"([["atlantis",null],["surabaya",null]])"));
  CHECK(pairs(get("/indexes/kota/search?limit=2&sort=_geoPoint(-6.2,106.8):asc,id:asc")["hits"]) == near);
  const json all = search({{"sort", {"_geoPoint(-7, 112):desc"}}});
  CHECK(all.size() == 4);
  CHECK(all.back()["id"] == "atlantis");
  CHECK_FALSE(all.back().contains("_geoDistance"));
}

TEST_CASE_FIXTURE(Places, "searches by place among others") {
  const json query{{"indexUid", "kota"}, {"sort", {"_geoPoint(-6.2, 106.8):asc"}}};
  const auto answer = send("POST", "/multi-search", json{{"federation", {{"limit", 2}}}, {"queries", {query}}}.dump());
  REQUIRE(answer.status == 200);
  CHECK(pairs(json::parse(answer.body)["hits"]) == json::parse(kNearJakarta));
}

TEST_CASE_FIXTURE(Places, "lists of documents by place") {
  const auto ids = [](const json& list) {
    json names = json::array();
    for (const auto& document : list["results"]) {
      names.push_back(document["id"]);
    }
    return names;
  };
  CHECK(ids(get("/indexes/kota/documents?limit=2&sort=_geoPoint(-7,112):asc")) == json{"surabaya", "bogor"});
  const auto fetched = send("POST", "/indexes/kota/documents/fetch",
                            R"x({"filter":"_geoRadius(-7, 112, 500000)","sort":["_geoPoint(-7, 112):desc"]})x");
  CHECK(ids(json::parse(fetched.body)) == json{"surabaya"});
  refused(send("GET", "/indexes/kota/documents?sort=_geoPoint(-97,112):asc", "", ""), 400, "invalid_document_sort");
  CHECK(write("POST", "/indexes/kota/documents/delete",
              R"x({"filter":"_geoBoundingBox([-6, 107], [-7, 106])"})x")["details"]["deletedDocuments"] == 2);
}

TEST_CASE_FIXTURE(Places, "what is wrong with a place is told with the code of its field") {
  const json failed = write("POST", "/indexes/kota/documents", R"([{"id":"a"},{"id":"b","_geo":{"lat":95,"lng":1}}])");
  CHECK(failed["status"] == "failed");
  CHECK(failed["error"]["code"] == "invalid_document_geo_field");
  CHECK(failed["error"]["message"].get<std::string>().find("95") != std::string::npos);
  CHECK(get("/indexes/kota/stats")["numberOfDocuments"] == 4);
  write("POST", "/indexes/lain/documents", R"({"id":"a","_geo":"here"})");
  const json settings = write("PUT", "/indexes/lain/settings/sortable-attributes", R"(["_geo"])");
  CHECK(settings["error"]["code"] == "invalid_document_geo_field");
  CHECK(get("/indexes/lain/settings/sortable-attributes") == json::array());

  const auto wrong = [&](const json& body, const char* code) {
    refused(send("POST", "/indexes/kota/search", body.dump()), 400, code);
  };
  for (const char* filter : {"_geoRadius(NaN, 0, 1)", "_geoRadius(0, inf, 1)", "_geoRadius(0, 0, 1e999)",
                             "_geoRadius()", "_geoRadius(1, 2, 3", "_geoBoundingBox([1, 2], [3, 4])",
                             "_geoPolygon([1, 2], [3, 4])", "_geo = 1", "_geoPoint(1, 2)"}) {
    CAPTURE(filter);
    wrong({{"filter", filter}}, "invalid_search_filter");
  }
  for (const char* sort : {"_geoPoint(NaN, 0):asc", "_geoPoint(0, 181):asc", "_geoPoint(0 0):asc", "_geoPoint:asc",
                           "_geo:asc", "_geoPoint(1, 2)"}) {
    CAPTURE(sort);
    wrong({{"sort", {sort}}}, "invalid_search_sort");
  }
  wrong({{"facets", {"_geo"}}}, "invalid_search_facets");
  refused(send("PATCH", "/indexes/kota/settings", R"x({"rankingRules":["_geoPoint(1, 2):asc"]})x"), 400,
          "invalid_settings_ranking_rules");
}
