#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/place.hpp"
#include "query/filter.hpp"
#include "support/error.hpp"

using telusur::Error;
using telusur::query::describe;
using telusur::query::Filter;
using telusur::query::parse_filter;

namespace {

const std::vector<std::string> kWithPlaces{"tag", "_geo"};

Filter read_places(const std::string& text) {
  const auto filter = parse_filter(text, kWithPlaces);
  REQUIRE(filter.has_value());
  return *filter;
}

Error place_refusal(const std::string& text, const std::vector<std::string>& filterable = kWithPlaces) {
  return telusur::test::error_of([&] { parse_filter(text, filterable); });
}

std::string polygon_of(std::size_t corners) {
  std::string text = "_geoPolygon(";
  for (std::size_t n = 0; n < corners; ++n) {
    text += (n == 0 ? "[" : ",[") + std::to_string(n % 90) + "," + std::to_string(n) + "]";
  }
  return text + ")";
}

}  // namespace

TEST_CASE("conditions on places") {
  struct Row {
    const char* text;
    const char* description;
  };
  for (const Row& row : {
           Row{"_geoRadius(-6.2, 106.8, 2000)", R"x(_geoRadius("-6.2", "106.8", "2000"))x"},
           Row{"_geoRadius(-6.2,106.8,0)", R"x(_geoRadius("-6.2", "106.8", "0"))x"},
           Row{"_geoRadius ( '90' ,\n\"-180\", 1e7 )", R"x(_geoRadius("90", "-180", "1e7"))x"},
           Row{"NOT _geoRadius(0, 0, 1.5)", R"x(NOT _geoRadius("0", "0", "1.5"))x"},
           Row{"_geoBoundingBox([-6.1, 107], [-6.3,106])", R"x(_geoBoundingBox(["-6.1", "107"], ["-6.3", "106"]))x"},
           Row{"_geoBoundingBox([1, -170], [1, 170])", R"x(_geoBoundingBox(["1", "-170"], ["1", "170"]))x"},
           Row{"_geoPolygon([1, 2], [3, 4], [5, 6])", R"x(_geoPolygon(["1", "2"], ["3", "4"], ["5", "6"]))x"},
           Row{"tag = a AND (_geoRadius(1, 2, 3) OR NOT _geoBoundingBox([1, 2], [1, 2]))",
               R"x(("tag" = "a" AND (_geoRadius("1", "2", "3") OR NOT _geoBoundingBox(["1", "2"], ["1", "2"]))))x"},
           Row{"_geo EXISTS", R"("_geo" EXISTS)"},
           Row{"_geo NOT EXISTS", R"(NOT "_geo" EXISTS)"},
           Row{"_geo IS NOT NULL", R"(NOT "_geo" IS NULL)"},
           Row{"'_geo' IS EMPTY", R"("_geo" IS EMPTY)"},
       }) {
    CAPTURE(row.text);
    const auto filter = read_places(row.text);
    CHECK(describe(filter) == row.description);
    CHECK(read_places(describe(filter)) == filter);
  }
  const auto inside = read_places(R"x(["tag = a", ["_geoRadius(1, 2, 3)", "tag = b"]])x");
  CHECK(describe(inside) == R"x(("tag" = "a" AND (_geoRadius("1", "2", "3") OR "tag" = "b")))x");
  CHECK(telusur::query::without_attribute(inside, "_geo") == inside);
  CHECK(describe(telusur::query::without_attribute(read_places("_geoRadius(1,2,3) AND tag = a"), "_geo").value()) ==
        R"("tag" = "a")");
}

TEST_CASE("wrong conditions on places are refused with the place and the range") {
  struct Row {
    const char* text;
    const char* message;
  };
  for (const Row& row : {
           Row{"_geoRadius(91, 0, 1)", "byte 11: '91' is not a latitude, a number from -90 to 90"},
           Row{"_geoRadius(0, -180.01, 1)", "byte 14: '-180.01' is not a longitude, a number from -180 to 180"},
           Row{"_geoRadius(0, 0, -1)", "byte 17: '-1' is not a radius, a number of metres from 0"},
           Row{"_geoRadius(NaN, 0, 1)", "'NaN' is not a latitude"},
           Row{"_geoRadius(0, inf, 1)", "'inf' is not a longitude"},
           Row{"_geoRadius(0, 0, 1e999)", "'1e999' is not a radius"},
           Row{"_geoRadius(0, 0, nan)", "'nan' is not a radius"},
           Row{"_geoRadius(0, 0, infinity)", "'infinity' is not a radius"},
           Row{"_geoRadius('', 0, 1)", "'' is not a latitude"},
           Row{"_geoRadius(2024-01-31, 0, 1)", "'2024-01-31' is not a latitude"},
           Row{"_geoRadius", "it ends where '(' was expected"},
           Row{"_geoRadius = 5", "there is '=' where '(' was expected"},
           Row{"_geoRadius()", "there is ')' where a value was expected"},
           Row{"_geoRadius(1)", "there is ')' where ',' was expected"},
           Row{"_geoRadius(1, 2)", "there is ')' where ',' was expected"},
           Row{"_geoRadius(1, 2, 3", "it ends where ')' was expected"},
           Row{"_geoRadius(1, 2, 3, 4)", "there is ',' where ')' was expected"},
           Row{"_geoRadius(1 2, 3)", "there is '2' where ',' was expected"},
           Row{"_geoRadius([1, 2], 3)", "there is '[' where a value was expected"},
           Row{"_geoRadius 1, 2, 3", "there is '1' where '(' was expected"},
           Row{"_geoBoundingBox(1, 2, 3, 4)", "there is '1' where '[' was expected"},
           Row{"_geoBoundingBox([1, 2])", "byte 0: _geoBoundingBox has 1 corners and takes 2"},
           Row{"_geoBoundingBox([1, 2], [0, 2], [0, 1])", "has 3 corners and takes 2"},
           Row{"_geoBoundingBox([1, 2], [3, 4])",
               "the top latitude of _geoBoundingBox, 1, is below its bottom latitude, 3"},
           Row{"_geoBoundingBox([1, 2, 3], [0, 0])", "there is ',' where ']' was expected"},
           Row{"_geoBoundingBox([1, 2], [0, 181])", "'181' is not a longitude"},
           Row{"_geoBoundingBox([1, 2], [0, 1]", "it ends where ')' was expected"},
           Row{"_geoBoundingBox([1, 2], [0, 1)", "there is ')' where ']' was expected"},
           Row{"_geoBoundingBox([1, 2],)", "there is ')' where '[' was expected"},
           Row{"_geoPolygon()", "there is ')' where '[' was expected"},
           Row{"_geoPolygon([1, 2], [3, 4])", "_geoPolygon has 2 corners and takes 3 to 100"},
           Row{"_geoPolygon([[1, 2], [3, 4], [5, 6]])", "there is '[' where a value was expected"},
           Row{"_geo = 5",
               "byte 0: '_geo' is a place, of which only EXISTS, IS NULL and IS EMPTY can be asked; conditions "
               "on places are _geoRadius("},
           Row{"tag = a AND _geo != x", "byte 12: '_geo' is a place"},
           Row{"_geo > 5", "'_geo' is a place"},
           Row{"_geo IN [a]", "'_geo' is a place"},
           Row{"_geo NOT IN [a]", "_geoPolygon("},
           Row{"'_geo' CONTAINS a", "_geoBoundingBox("},
           Row{"_geo 1 TO 2", "'_geo' is a place"},
           Row{"_geoPoint(1, 2)",
               "the attribute '_geoPoint' is not filterable; filterable are: tag, _geo; conditions on "
               "places are _geoRadius("},
           Row{"_geoDistance < 5", "'_geoDistance' is not filterable"},
           Row{"_georadius(1, 2, 3)", "'_georadius' is not filterable"},
       }) {
    CAPTURE(row.text);
    const Error refusal = place_refusal(row.text);
    CHECK(refusal.code() == telusur::ErrorCode::kInvalidArgument);
    CHECK(refusal.subject() == "filter");
    CAPTURE(refusal.what());
    CHECK(std::string(refusal.what()).find(row.message) != std::string::npos);
  }
}

TEST_CASE("a polygon has at most so many corners") {
  CHECK(read_places(polygon_of(telusur::base::kMaxCorners)).values.size() == 2 * telusur::base::kMaxCorners);
  CHECK(std::string(place_refusal(polygon_of(telusur::base::kMaxCorners + 1)).what())
            .find("has 101 corners and takes 3 to 100") != std::string::npos);
}

TEST_CASE("conditions on places count as comparisons") {
  std::string many = "_geoRadius(1, 2, 3)";
  for (std::size_t i = 1; i < telusur::query::kMaxFilterComparisons; ++i) {
    many += " OR _geoRadius(1, 2, " + std::to_string(i) + ")";
  }
  CHECK(read_places(many).operands.size() == telusur::query::kMaxFilterComparisons);
  CHECK(
      std::string(place_refusal(many + " OR _geoBoundingBox([1, 2], [1, 2])").what()).find("more than 50 conditions") !=
      std::string::npos);
}

TEST_CASE("without _geo among the filterable attributes, conditions on places name it") {
  for (const char* text : {"_geoRadius(1, 2, 3)", "_geoBoundingBox([1, 2], [1, 2])", "_geoPolygon([1,2],[3,4],[5,6])",
                           "_geo EXISTS", "_geo = 1"}) {
    CAPTURE(text);
    const std::string message = place_refusal(text, {"tag"}).what();
    CHECK(message.find("the attribute '_geo' is not filterable; filterable are: tag") != std::string::npos);
    CHECK(message.find("_geoBoundingBox(") != std::string::npos);
  }
  CHECK(std::string(place_refusal("_geoRadius(1, 2, 3)", {}).what()).find("no filterable attributes") !=
        std::string::npos);
}

TEST_CASE("names that only begin like those of places are names") {
  const std::vector<std::string> names{"_geography", "_geo.lat", "_geoRadius"};
  CHECK(describe(parse_filter("_geography = a AND _geo.lat > 5 AND '_geoRadius' = b", names).value()) ==
        R"(("_geography" = "a" AND "_geo.lat" > "5" AND "_geoRadius" = "b"))");
}
