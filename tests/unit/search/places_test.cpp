// Places from the document to the answer: filters, orders and distances.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <numbers>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/error.hpp"
#include "support/hits.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"

using nlohmann::json;
using telusur::Engine;
using telusur::SearchRequest;
using telusur::SearchResponse;
using telusur::Settings;
using telusur::test::Random;
using Ids = std::vector<std::string>;

namespace {

Settings place_settings() {
  Settings settings;
  settings.searchable_attributes = {"title"};
  settings.filterable_attributes = {"kind", "_geo"};
  settings.sortable_attributes = {"price", "_geo"};
  return settings;
}

/// Four cities of Java, one of no known place, and one in Fiji.
constexpr const char* kCities = R"([
  {"id":"jakarta","title":"kota","kind":"besar","price":3,"_geo":{"lat":-6.2,"lng":106.8}},
  {"id":"bogor","title":"kota","kind":"kecil","price":1,"_geo":{"lat":"-6.6","lng":"106.8"}},
  {"id":"bandung","title":"kota","kind":"besar","price":1,"_geo":{"lat":-6.9,"lng":107.6}},
  {"id":"atlantis","title":"kota","kind":"besar","price":2,"_geo":null},
  {"id":"surabaya","title":"kota","kind":"besar","price":2,"_geo":{"lat":-7.25,"lng":112.75}},
  {"id":"nirwana","title":"kota","price":1},
  {"id":"suva","title":"kota","kind":"kecil","price":9,"_geo":{"lat":-18.1,"lng":178.4}}])";

class Cities {
 public:
  explicit Cities(const Settings& settings = place_settings())
      : engine(directory_.path()), index(engine.create_index("a", settings, "id")) {
    index.add_json(kCities);
    index.commit();
  }

  Ids found(const SearchRequest& request) const { return telusur::test::ids_of(index.search(request)); }

  Ids filtered(const std::string& filter) const {
    Ids ids = found({.filter = filter});
    std::sort(ids.begin(), ids.end());
    return ids;
  }

  telusur::Error refusal(const SearchRequest& request) const {
    return telusur::test::error_of([&] { index.search(request); });
  }

 private:
  telusur::test::TemporaryDirectory directory_;

 public:
  Engine engine;
  telusur::Index index;
};

json cut(const std::string& answer) { return json::parse(answer)["hits"]; }

struct Spot {
  double latitude, longitude;
};

Spot random_spot(Random& random) {
  return {static_cast<double>(random.between(0, 36)) * 5 - 90, static_cast<double>(random.between(0, 72)) * 5 - 180};
}

/// By the angle at the centre of the sphere.
double metres_between(const Spot& a, const Spot& b) {
  const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
  const double cosine =
      std::sin(radians(a.latitude)) * std::sin(radians(b.latitude)) +
      std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) * std::cos(radians(a.longitude - b.longitude));
  return 6'371'008.8 * std::acos(std::clamp(cosine, -1.0, 1.0));
}

/// A condition on places as it is written, and what it means.
struct PlaceExpression {
  std::string text;
  std::function<bool(const Spot&)> holds;
};

std::string comma(double one, double other) { return std::to_string(one) + ", " + std::to_string(other); }

/// Circles and boxes whose edges no spot is near, with boxes across longitude 180 among them.
PlaceExpression random_condition(Random& random) {
  const Spot centre = random_spot(random);
  if (random.one_in(2)) {
    const auto metres = static_cast<double>(random.between(0, 2'000)) * 10'000 + 1'234;
    return {"_geoRadius(" + comma(centre.latitude, centre.longitude) + ", " + std::to_string(metres) + ")",
            [=](const Spot& spot) { return metres_between(centre, spot) <= metres; }};
  }
  const double bottom = std::max(-90.0, centre.latitude - 2);
  const double top = std::min(90.0, bottom + static_cast<double>(random.between(0, 18)) * 5 + 3);
  const double left = std::clamp(centre.longitude - 2, -179.0, 179.0);
  const double width = static_cast<double>(random.between(0, 71)) * 5 + 3;
  const double right = left + width > 180 ? left + width - 360 : left + width;
  return {"_geoBoundingBox([" + comma(top, right) + "], [" + comma(bottom, left) + "])", [=](const Spot& spot) {
            const double east = std::fmod(spot.longitude - left + 720, 360.0);  // of the left side
            return spot.latitude >= bottom && spot.latitude <= top && (std::abs(spot.latitude) == 90 || east <= width);
          }};
}

PlaceExpression random_filter(Random& random, int depth) {
  const auto kind = depth == 0 ? 0 : random.between(0, 3);
  PlaceExpression one = random_condition(random);
  if (kind == 0) {
    return one;
  }
  if (kind == 1) {
    const PlaceExpression inner = random_filter(random, depth - 1);
    return {"NOT (" + inner.text + ")", [inner](const Spot& spot) { return !inner.holds(spot); }};
  }
  const PlaceExpression other = random_filter(random, depth - 1);
  const bool both = kind == 2;
  return {"(" + one.text + (both ? " AND " : " OR ") + other.text + ")", [one, other, both](const Spot& spot) {
            return both ? one.holds(spot) && other.holds(spot) : one.holds(spot) || other.holds(spot);
          }};
}

/// An index of documents at random spots.
class Spots {
 public:
  explicit Spots(Random& random) : index(Engine(directory_.path()).create_index("a", place_settings(), "id")) {
    json list = json::array();
    for (int id = 0; id < 150; ++id) {
      const Spot spot = random_spot(random);
      spots.push_back(spot);
      list.push_back({{"id", id},
                      {"title", "kota"},
                      {"price", random.between(0, 2)},
                      {"_geo", {{"lat", spot.latitude}, {"lng", spot.longitude}}}});
    }
    index.add_json(list.dump());
    index.commit();
  }

 private:
  telusur::test::TemporaryDirectory directory_;

 public:
  telusur::Index index;
  std::vector<Spot> spots;
};

}  // namespace

TEST_CASE("documents are filtered by their places") {
  const Cities cities;
  CHECK(cities.filtered("_geoRadius(-6.2, 106.8, 50000)") == Ids{"bogor", "jakarta"});
  CHECK(cities.filtered("_geoRadius(-6.2, 106.8, 0)") == Ids{"jakarta"});
  CHECK(cities.filtered("_geoBoundingBox([-6, 113], [-8, 107])") == Ids{"bandung", "surabaya"});
  CHECK(cities.filtered("_geoBoundingBox([0, -170], [-20, 170])") == Ids{"suva"});
  CHECK(cities.filtered("_geoPolygon([-6, 106], [-6, 108], [-7.1, 108], [-7, 106])") ==
        Ids{"bandung", "bogor", "jakarta"});
  CHECK(cities.filtered("kind = besar AND NOT _geoRadius(-6.2, 106.8, 50000)") ==
        Ids{"atlantis", "bandung", "surabaya"});
  CHECK(cities.filtered(R"x([["_geoRadius(-18, 178, 90000)", "_geoRadius(-6.2, 106.8, 1)"], "kind EXISTS"])x") ==
        Ids{"jakarta", "suva"});
  CHECK(cities.filtered("_geo NOT EXISTS") == Ids{"nirwana"});
  CHECK(cities.filtered("_geo IS NULL") == Ids{"atlantis"});
  CHECK(cities.index.search({.q = "kota", .within = "_geoRadius(-6.2, 106.8, 50000)"}).total_hits == 2);
}

TEST_CASE("filters by place find what they say, at any places") {
  TELUSUR_RANDOM(random);
  const Spots all(random);
  int some = 0;
  for (int n = 0; n < 150; ++n) {
    const PlaceExpression filter = random_filter(random, 3);
    CAPTURE(filter.text);
    Ids expected;
    for (std::size_t id = 0; id < all.spots.size(); ++id) {
      if (filter.holds(all.spots[id])) {
        expected.push_back(std::to_string(id));
      }
    }
    const auto page = all.index.documents({.filter = filter.text, .limit = 1'000});
    Ids found;
    for (const auto& document : page.documents) {
      found.push_back(json::parse(document)["id"].dump());
    }
    CHECK(found == expected);
    some += expected.empty() || expected.size() == all.spots.size() ? 0 : 1;
  }
  CHECK(some > 50);
}

TEST_CASE("an order by distance puts documents without a place last, in both directions") {
  const Cities cities;
  const Ids up = cities.found({.q = "kota", .sort = {"_geoPoint(-6.2, 106.8):asc"}});
  CHECK(Ids(up.begin(), up.begin() + 5) == Ids{"jakarta", "bogor", "bandung", "surabaya", "suva"});
  const Ids down = cities.found({.q = "kota", .sort = {"_geoPoint(-6.2,106.8):desc"}});
  CHECK(Ids(down.begin(), down.begin() + 5) == Ids{"suva", "surabaya", "bandung", "bogor", "jakarta"});
  CHECK(up.size() == 7);
  CHECK(down.size() == 7);
  CHECK(cities.found({.sort = {"price:asc", "_geoPoint(-6.2, 106.8):desc"}}) ==
        Ids{"bandung", "bogor", "nirwana", "surabaya", "atlantis", "jakarta", "suva"});
  CHECK(cities.found({.limit = 2, .sort = {"_geoPoint(-18, 179):asc", "price:asc"}}) == Ids{"suva", "surabaya"});
}

TEST_CASE("distances order at any places") {
  TELUSUR_RANDOM(random);
  const Spots all(random);
  for (int n = 0; n < 10; ++n) {
    const Spot from = random_spot(random);
    const bool descending = random.one_in(2);
    const auto answer = all.index.search(
        {.limit = 150,
         .sort = {"_geoPoint(" + comma(from.latitude, from.longitude) + ")" + (descending ? ":desc" : ":asc")}});
    REQUIRE(answer.hits.size() == all.spots.size());
    double last = descending ? 1e9 : -1;
    for (const auto& hit : answer.hits) {
      const double metres = hit.distance.value_or(-1);
      CHECK(std::abs(metres - metres_between(from, all.spots[std::stoul(hit.id)])) < 1);
      CHECK((descending ? metres <= last : metres >= last));
      last = metres;
    }
  }
}

TEST_CASE("hits of an order by distance tell it, in whole metres in JSON") {
  const Cities cities;
  const SearchRequest request{.limit = 7, .sort = {"price:asc", "_geoPoint(-6.2, 106.8):asc", "_geoPoint(0, 0):asc"}};
  const SearchResponse answer = cities.index.search(request);
  std::map<std::string, std::optional<double>> distances;
  for (const auto& hit : answer.hits) {
    distances[hit.id] = hit.distance;
  }
  CHECK(distances["jakarta"] == 0.0);
  CHECK(distances["bogor"].value() == doctest::Approx(44'478).epsilon(0.0001));
  CHECK(distances["atlantis"] == std::nullopt);
  CHECK(distances["nirwana"] == std::nullopt);
  for (const auto& hit : cut(to_json(answer, request))) {
    const auto& metres = distances[hit["id"].get<std::string>()];
    CHECK(hit.contains("_geoDistance") == metres.has_value());
    CHECK(hit.value("_geoDistance", -1) == (metres ? std::lround(*metres) : -1));
    CHECK((!metres || hit["_geoDistance"].is_number_integer()));
  }
  CHECK(cities.index.search({.filter = "_geoRadius(-6.2, 106.8, 50000)"}).hits.front().distance == std::nullopt);
  const SearchRequest titles{.limit = 1, .sort = {"_geoPoint(-6.2, 106.8):asc"}, .attributes_to_retrieve = {"title"}};
  CHECK(cut(to_json(cities.index.search(titles), titles)) == json::array({{{"title", "kota"}, {"_geoDistance", 0}}}));
}

TEST_CASE("where places are not displayed, distances are not told") {
  Settings settings = place_settings();
  settings.displayed_attributes = {"id", "title"};
  const Cities cities(settings);
  const auto answer = cities.index.search({.limit = 1, .sort = {"_geoPoint(-6.2, 106.8):asc"}});
  CHECK(answer.hits.front().id == "jakarta");
  CHECK(answer.hits.front().distance == std::nullopt);
}

TEST_CASE("lists of documents are ordered by distance, too") {
  const Cities cities;
  const auto page = cities.index.documents({.sort = {"_geoPoint(-7, 112):asc"}, .attributes = Ids{"id"}, .limit = 2});
  CHECK(page.documents == Ids{R"({"id":"surabaya"})", R"({"id":"bandung"})"});
  CHECK(telusur::test::error_of([&] { cities.index.documents({.sort = {"_geoPoint(-91, 112):asc"}}); }).subject() ==
        "sort");
}

TEST_CASE("wrong orders by distance are refused") {
  struct Row {
    std::vector<std::string> sort;
    const char* message;
  };
  const Cities cities;
  for (const Row& row : std::vector<Row>{
           {{"_geoPoint(91, 0):asc"}, "'91' is not a latitude, a number from -90 to 90"},
           {{"_geoPoint(0, 0)"}, "must be an attribute and ':asc' or ':desc'"},
           {{"_geoPoint:asc"}, "_geoPoint(latitude, longitude)"},
           {{"_geo:asc"}, "sort has '_geo', which has no order of its own; it takes _geoPoint(latitude, longitude)"},
           {{"_geoDistance:asc"}, "'_geoDistance' is not sortable"},
           {{"_geoPoint(1, 2):asc", "_geoPoint(1.0, 2):desc"}, "sort names '_geo' twice with the same place"},
       }) {
    CAPTURE(row.message);
    const auto refusal = cities.refusal({.sort = row.sort});
    CHECK(refusal.subject() == "sort");
    CAPTURE(refusal.what());
    CHECK(std::string(refusal.what()).find(row.message) != std::string::npos);
  }
  std::vector<std::string> many;
  for (int n = 0; n < 10; ++n) {
    many.push_back("_geoPoint(1, " + std::to_string(n) + "):asc");
  }
  CHECK(cities.found({.sort = many}).size() == 7);
  many.push_back("_geoPoint(2, 0):desc");
  CHECK(std::string(cities.refusal({.sort = many}).what()) == "sort has more than 10 places");
  Settings settings = place_settings();
  settings.sortable_attributes = {"price"};
  const Cities others(settings);
  CHECK(std::string(others.refusal({.sort = {"_geoPoint(1, 2):asc"}}).what()) ==
        "sort: the attribute '_geo' is not sortable; sortable are: price");
}

TEST_CASE("facets leave places out") {
  const Cities cities;
  const auto answer = cities.index.search({.facets = {"*"}});
  CHECK(answer.facet_distribution.size() == 1);
  CHECK(answer.facet_distribution.contains("kind"));
  CHECK(cities.refusal({.facets = {"_geo"}}).subject() == "facets");
  CHECK(cities.refusal({.distinct = "_geo"}).subject() == "distinct");
  CHECK_THROWS_AS(telusur::settings_from_json(R"({"distinctAttribute":"_geo"})"), telusur::Error);
  const auto refusal = telusur::test::error_of([&] { cities.index.search_facet({.facet_name = "_geo"}); });
  CHECK(refusal.subject() == "facetName");
  CHECK(std::string(refusal.what()) == "facetName: '_geo' holds places, which are no values");
}

TEST_CASE("rules of ranking take no places") {
  for (const json& rule : {json("_geo:asc"), json("_geoPoint(1, 2):asc"), json("_geoPoint:desc"),
                           json{{"field", "_geo"}, {"halfLifeDays", 3}, {"weight", 0.1}}}) {
    CAPTURE(rule.dump());
    const auto refusal = telusur::test::error_of([&] {
      telusur::settings_from_json(json{{"rankingRules", json::array({"words", rule})}}.dump());
    });
    CHECK(refusal.subject() == "settings");
    CHECK(std::string(refusal.what()).find("only in the sort of a search, as _geoPoint(latitude, longitude)") !=
          std::string::npos);
  }
}

TEST_CASE("a document whose place is wrong is refused, and its fellows with it") {
  Cities cities;
  const auto add = [&](const char* text, const telusur::WriteOptions& options = {}) {
    return telusur::test::error_of([&] { cities.index.add_json(text, options); });
  };
  const auto refusal = add(R"([{"id":"good","title":"kota"},{"id":"bad","_geo":{"lat":-91,"lng":1}}])");
  CHECK(refusal.subject() == "document place");
  CHECK(std::string(refusal.what()) ==
        "the document 'bad' has -91 as _geo.lat, which must be a latitude, a number from -90 to 90");
  CHECK(add(R"({"id":"bogor","_geo":{"lat":1}})", {.merge = true}).subject() == "document place");
  cities.index.commit();
  CHECK(cities.index.stats().documents == 7);
  cities.index.add_json(R"([{"id":"bogor","_geo":{"lat":50,"lng":10}},{"id":"jakarta","price":5}])", {.merge = true});
  cities.index.commit();
  CHECK(cities.filtered("_geoRadius(50, 10, 0)") == Ids{"bogor"});
  CHECK(cities.filtered("_geoRadius(-6.2, 106.8, 0)") == Ids{"jakarta"});
}

TEST_CASE("settings that name places re-index what is there, or are refused") {
  Settings plain;
  plain.searchable_attributes = {"title"};
  Cities cities(plain);
  CHECK(cities.refusal({.filter = "_geoRadius(-6.2, 106.8, 0)"}).subject() == "filter");
  cities.index.update_settings(place_settings());
  CHECK(cities.filtered("_geoRadius(-6.2, 106.8, 0)") == Ids{"jakarta"});
  cities.index.update_settings(plain);
  cities.index.add_json(R"({"id":"bad","title":"kota","_geo":"anywhere"})");
  cities.index.commit();
  Settings sortable = plain;
  sortable.sortable_attributes = {"_geo"};
  const auto refusal = telusur::test::error_of([&] { cities.index.update_settings(sortable); });
  CHECK(refusal.subject() == "document place");
  CHECK(cities.index.settings() == plain);
  cities.index.remove("bad");
  cities.index.commit();
  cities.index.update_settings(sortable);
  CHECK(cities.found({.limit = 2, .sort = {"_geoPoint(-6.6, 106.8):asc"}}) == Ids{"bogor", "jakarta"});
}

TEST_CASE("a rebuild keeps places, and refuses wrong ones") {
  Cities cities;
  auto builder = cities.engine.rebuild("a", {.settings = place_settings(), .threads = 1});
  const auto refusal = telusur::test::error_of([&] { builder.add_json(R"({"id":"a","_geo":{"lat":1,"lng":"x"}})"); });
  CHECK(refusal.subject() == "document place");
  builder.add_json(R"({"id":"a","_geo":{"lat":1,"lng":"2"}})");
  builder.publish();
  CHECK(cities.filtered("_geoBoundingBox([1, 2], [1, 2])") == Ids{"a"});
}
