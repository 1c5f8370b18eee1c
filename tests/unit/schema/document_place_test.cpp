#include "schema/document_place.hpp"

#include <doctest/doctest.h>

#include <string>

#include "support/error.hpp"

using telusur::Settings;
using telusur::base::Place;
using telusur::schema::document_place;
using telusur::schema::parse_json;

namespace {

Settings filterable() {
  Settings settings;
  settings.filterable_attributes = {"a", "_geo"};
  return settings;
}

std::optional<Place> place_of(const std::string& geo, const Settings& settings = filterable()) {
  return document_place(parse_json(R"({"id":1,"_geo":)" + geo + "}", "test"), "1", settings);
}

}  // namespace

TEST_CASE("places are numbers, or texts that are numbers") {
  constexpr Place kPlace{-6.2, 106.8};
  CHECK(place_of(R"({"lat":-6.2,"lng":106.8})") == kPlace);
  CHECK(place_of(R"({"lng":"106.8","lat":"-6.2"})") == kPlace);
  CHECK(place_of(R"({"lat":-6.2,"lng":106.8,"kota":"Jakarta"})") == kPlace);
  CHECK(place_of(R"({"lat":90,"lng":-180})") == Place{90, -180});
  CHECK(place_of(R"({"lat":-90,"lng":180})") == Place{-90, 180});
}

TEST_CASE("a document may have no place") {
  CHECK(place_of("null") == std::nullopt);
  CHECK(document_place(parse_json(R"({"id":1})", "test"), "1", filterable()) == std::nullopt);
}

TEST_CASE("where settings keep no places, _geo is an attribute like others") {
  Settings settings;
  CHECK(place_of(R"("anything")", settings) == std::nullopt);
  CHECK(place_of(R"({"lat":1,"lng":2})", settings) == std::nullopt);
  settings.filterable_attributes = {"_geo.lat", "_geography"};
  CHECK(place_of(R"({"lat":1000,"lng":2})", settings) == std::nullopt);
  settings.sortable_attributes = {"_geo"};
  CHECK(place_of(R"({"lat":1,"lng":2})", settings) == Place{1, 2});
}

TEST_CASE("what is no place is refused with the value and its range") {
  struct Row {
    const char* geo;
    const char* message;
  };
  for (const Row& row : {
           Row{R"("-6.2,106.8")", R"(the document '1' has "-6.2,106.8" as _geo, which must be an object such as )"
                                  R"({"lat": -6.2, "lng": 106.8}, or null)"},
           Row{"[-6.2,106.8]", "has [-6.2,106.8] as _geo, which must be an object"},
           Row{"7", "has 7 as _geo, which must be an object"},
           Row{"false", "has false as _geo"},
           Row{"{}", "the document '1' has no _geo.lat, which must be a latitude, a number from -90 to 90"},
           Row{R"({"lat":1})", "has no _geo.lng, which must be a longitude, a number from -180 to 180"},
           Row{R"({"lng":1})", "has no _geo.lat"},
           Row{R"({"lat":1,"lon":2})", "has no _geo.lng"},
           Row{R"({"lat":90.1,"lng":2})", "has 90.1 as _geo.lat, which must be a latitude, a number from -90 to 90"},
           Row{R"({"lat":1,"lng":-180.5})", "has -180.5 as _geo.lng, which must be a longitude, a number from -180"},
           Row{R"({"lat":"91","lng":2})", R"(has "91" as _geo.lat)"},
           Row{R"({"lat":"","lng":2})", R"(has "" as _geo.lat)"},
           Row{R"({"lat":"NaN","lng":2})", R"(has "NaN" as _geo.lat)"},
           Row{R"({"lat":1,"lng":"inf"})", R"(has "inf" as _geo.lng)"},
           Row{R"({"lat":"1e999","lng":2})", R"(has "1e999" as _geo.lat)"},
           Row{R"({"lat":null,"lng":2})", "has null as _geo.lat"},
           Row{R"({"lat":1,"lng":[2]})", "has [2] as _geo.lng"},
           Row{R"({"lat":true,"lng":2})", "has true as _geo.lat"},
           Row{R"({"lat":18446744073709551615,"lng":2})", "has 18446744073709551615 as _geo.lat"},
       }) {
    CAPTURE(row.geo);
    const auto refusal = telusur::test::error_of([&] { place_of(row.geo); });
    CHECK(refusal.code() == telusur::ErrorCode::kInvalidArgument);
    CHECK(refusal.subject() == "document place");
    CAPTURE(refusal.what());
    CHECK(std::string(refusal.what()).find(row.message) != std::string::npos);
  }
}
