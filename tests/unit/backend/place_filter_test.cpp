#include "backend/place_filter.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "backend/attribute_store.hpp"
#include "backend/filter_planner.hpp"
#include "backend/layout.hpp"

using telusur::base::Place;

namespace {

const std::vector<std::string> kPlaceNames{"_geo"};

/// How many of the documents with these places pass; one has none.
std::size_t count_places(const std::vector<Place>& places, const std::string& filter) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  database.add_document({});
  for (const auto& place : places) {
    Xapian::Document document;
    telusur::backend::store_place(document, place);
    database.add_document(document);
  }
  Xapian::Enquire enquire(database);
  enquire.set_query(
      telusur::backend::plan_filter(telusur::query::parse_filter(filter, kPlaceNames).value(), kPlaceNames, database));
  return enquire.get_mset(0, 0, 1'000).get_matches_estimated();
}

}  // namespace

TEST_CASE("a place is stored to its last digit, and an empty slot is none") {
  for (const Place& place :
       {Place{0, 0}, Place{-6.175392, 106.827153}, Place{90, -180}, Place{-90, 180}, Place{1e-300, -1e-300}}) {
    Xapian::Document document;
    telusur::backend::store_place(document, place);
    CHECK(telusur::backend::stored_place(document.get_value(telusur::backend::layout::kPlaceSlot)) == place);
  }
  CHECK_FALSE(telusur::backend::stored_place("").has_value());
  CHECK_FALSE(telusur::backend::stored_place("12345678").has_value());
}

TEST_CASE("conditions on places look at the slot of the place") {
  const std::vector<Place> places{{-6.2, 106.8}, {-6.2, 106.81}, {-7.8, 110.4}, {-17, 179}, {-17, -179}};
  struct Row {
    const char* filter;
    std::size_t found;
  };
  for (const Row& row : {
           Row{"_geoRadius(-6.2, 106.8, 0)", 1},
           Row{"_geoRadius(-6.2, 106.8, 1000)", 1},
           Row{"_geoRadius(-6.2, 106.8, 1200)", 2},
           Row{"_geoRadius(-6.2, 106.8, 1e9)", 5},
           Row{"_geoRadius(-17, 180, 107000)", 2},
           Row{"_geoRadius(0, 0, 0)", 0},
           Row{"NOT _geoRadius(-6.2, 106.8, 1200)", 4},
           Row{"_geoBoundingBox([-6, 111], [-8, 106])", 3},
           Row{"_geoBoundingBox([-16, -178], [-18, 178])", 2},
           Row{"_geoPolygon([-6, 106], [-6, 107], [-7, 107])", 2},
           Row{"_geoPolygon([-6, 106], [-6, 107], [-7, 107]) AND NOT _geoRadius(-6.2, 106.8, 0)", 1},
           Row{"_geoRadius(-6.2, 106.8, 0) OR _geoRadius(-7.8, 110.4, 0)", 2},
       }) {
    CAPTURE(row.filter);
    CHECK(count_places(places, row.filter) == row.found);
  }
}

TEST_CASE("places are looked through until the time is over") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (int n = 0; n < 500; ++n) {
    Xapian::Document document;
    telusur::backend::store_place(document, {0, n / 10.0});
    database.add_document(document);
  }
  const auto filter = telusur::query::parse_filter("_geoRadius(0, -179, 1)", kPlaceNames).value();
  unsigned looks = 0;
  telusur::backend::TimeBudget little([&] { return ++looks > 5; });
  Xapian::Enquire enquire(database);
  enquire.set_query(telusur::backend::plan_filter(filter, kPlaceNames, database, &little));
  CHECK(enquire.get_mset(0, 10).empty());
  CHECK(little.was_exceeded());
  CHECK(looks == 6);
}
