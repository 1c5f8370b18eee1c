#include "search/place_criterion.hpp"

#include <doctest/doctest.h>

#include <string>

#include "support/error.hpp"

using telusur::base::Place;
using telusur::search::place_criterion;

TEST_CASE("criteria of orders by distance") {
  CHECK(place_criterion("_geoPoint(-6.2, 106.8)") == Place{-6.2, 106.8});
  CHECK(place_criterion("_geoPoint(-6.2,106.8)") == Place{-6.2, 106.8});
  CHECK(place_criterion("_geoPoint ( 90 ,\t-180 ) ") == Place{90, -180});
  CHECK(place_criterion("price") == std::nullopt);
  CHECK(place_criterion("_geo") == std::nullopt);
  CHECK(place_criterion("") == std::nullopt);
}

TEST_CASE("wrong criteria are refused with the number and its range") {
  struct Row {
    const char* criterion;
    const char* message;
  };
  for (const Row& row : {
           Row{"_geoPoint",
               "sort has '_geoPoint', which has no numbers in parentheses; it takes _geoPoint(latitude, "
               "longitude)"},
           Row{"_geoPoint(", "no numbers in parentheses"},
           Row{"_geoPoint)", "no numbers in parentheses"},
           Row{"_geoPoint(1, 2", "no numbers in parentheses"},
           Row{"_geoPoint 1, 2", "no numbers in parentheses"},
           Row{"_geoPoints(1, 2)", "no numbers in parentheses"},
           Row{"_geoPoint()", "no two numbers"},
           Row{"_geoPoint(1)", "no two numbers"},
           Row{"_geoPoint(1 2)", "no two numbers"},
           Row{"_geoPoint(,)", "where '' is not a latitude, a number from -90 to 90"},
           Row{"_geoPoint(91, 2)", "where '91' is not a latitude"},
           Row{"_geoPoint(1, 180.5)", "where '180.5' is not a longitude, a number from -180 to 180"},
           Row{"_geoPoint(1, 2, 3)", "where '2, 3' is not a longitude"},
           Row{"_geoPoint(NaN, 2)", "where 'NaN' is not a latitude"},
           Row{"_geoPoint(1, -inf)", "where '-inf' is not a longitude"},
           Row{"_geoPoint(1e999, 2)", "where '1e999' is not a latitude"},
           Row{"_geoPoint((1, 2))", "where '(1' is not a latitude"},
       }) {
    CAPTURE(row.criterion);
    const auto refusal = telusur::test::error_of([&] { place_criterion(row.criterion); });
    CHECK(refusal.code() == telusur::ErrorCode::kInvalidArgument);
    CHECK(refusal.subject() == "sort");
    CAPTURE(refusal.what());
    CHECK(std::string(refusal.what()).find(row.message) != std::string::npos);
  }
}
