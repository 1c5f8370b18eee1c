#include "base/place.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <string_view>
#include <vector>

#include "support/random.hpp"

using telusur::base::degrees_of;
using telusur::base::distance;
using telusur::base::is_in_box;
using telusur::base::is_in_polygon;
using telusur::base::kLatitude;
using telusur::base::kLongitude;
using telusur::base::Place;
using telusur::test::Random;

namespace {

constexpr double kRadius = 6'371'008.8;
constexpr double kQuarter = kRadius * std::numbers::pi / 2;

constexpr Place kMonas{-6.1754, 106.8272};
constexpr Place kTugu{-7.7829, 110.3671};

/// On the sphere of radius 1.
std::array<double, 3> vector_to(const Place& place) {
  const double latitude = place.latitude * std::numbers::pi / 180;
  const double longitude = place.longitude * std::numbers::pi / 180;
  return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude), std::sin(latitude)};
}

/// By the angle between the two vectors, which no formula of the library uses.
double angular_distance(const Place& from, const Place& to) {
  const auto a = vector_to(from);
  const auto b = vector_to(to);
  const double x = a[1] * b[2] - a[2] * b[1];
  const double y = a[2] * b[0] - a[0] * b[2];
  const double z = a[0] * b[1] - a[1] * b[0];
  return kRadius * std::atan2(std::sqrt(x * x + y * y + z * z), a[0] * b[0] + a[1] * b[1] + a[2] * b[2]);
}

Place random_place(Random& random) {
  return {static_cast<double>(random.between(0, 1800)) / 10 - 90,
          static_cast<double>(random.between(0, 3600)) / 10 - 180};
}

}  // namespace

TEST_CASE("distances along great circles") {
  struct Row {
    const char* name;
    Place from, to;
    double metres;
  };
  for (const Row& row : {
           Row{"the same place", kMonas, kMonas, 0},
           Row{"Jakarta to Yogyakarta", kMonas, kTugu, 429'637},
           Row{"a degree of the equator", {0, 0}, {0, 1}, kQuarter / 90},
           Row{"a degree of a meridian", {-7, 110}, {-8, 110}, kQuarter / 90},
           Row{"across longitude 180", {0, 179.5}, {0, -179.5}, kQuarter / 90},
           Row{"the two ends of the longitudes", {12, 180}, {12, -180}, 0},
           Row{"pole to equator", {90, 0}, {0, 77}, kQuarter},
           Row{"over the pole", {89, 0}, {89, 180}, kQuarter / 45},
           Row{"a pole by another longitude", {90, 0}, {90, 123}, 0},
           Row{"the south pole", {-90, -180}, {-90, 45}, 0},
           Row{"pole to pole", {90, 10}, {-90, 20}, 2 * kQuarter},
           Row{"antipodes", {45, 10}, {-45, -170}, 2 * kQuarter},
           Row{"antipodes on the equator", {0, 0}, {0, 180}, 2 * kQuarter},
       }) {
    CAPTURE(row.name);
    CHECK(distance(row.from, row.to) == doctest::Approx(row.metres).epsilon(0.001));
    CHECK(distance(row.to, row.from) == doctest::Approx(row.metres).epsilon(0.001));
    CHECK((distance(row.from, row.to) == 0) == (row.metres == 0));
  }
  // The names of one place are equally far, to the last digit.
  CHECK(distance(kMonas, {0, 180}) == distance(kMonas, {0, -180}));
  CHECK(distance(kMonas, {90, 12}) == distance(kMonas, {90, 77}));
  CHECK(distance({0, 0}, {0, 0.00001}) == doctest::Approx(1.112).epsilon(0.001));
}

TEST_CASE("distances are the angles between places, at any two places") {
  TELUSUR_RANDOM(random);
  for (int n = 0; n < 2'000; ++n) {
    const Place from = random_place(random);
    const Place to = random_place(random);
    CAPTURE(from.latitude);
    CAPTURE(from.longitude);
    CAPTURE(to.latitude);
    CAPTURE(to.longitude);
    CHECK(std::abs(distance(from, to) - angular_distance(from, to)) < 0.5);
  }
}

TEST_CASE("boxes, their edges, poles and longitude 180") {
  struct Row {
    const char* name;
    Place place, top_right, bottom_left;
    bool inside;
  };
  for (const Row& row : {
           Row{"within", {-6.2, 106.8}, {-6, 107}, {-7, 106}, true},
           Row{"above", {-5.9, 106.8}, {-6, 107}, {-7, 106}, false},
           Row{"below", {-7.1, 106.8}, {-6, 107}, {-7, 106}, false},
           Row{"left of it", {-6.2, 105.9}, {-6, 107}, {-7, 106}, false},
           Row{"right of it", {-6.2, 107.1}, {-6, 107}, {-7, 106}, false},
           Row{"a corner", {-6, 107}, {-6, 107}, {-7, 106}, true},
           Row{"the other corner", {-7, 106}, {-6, 107}, {-7, 106}, true},
           Row{"a box of one place", {1, 2}, {1, 2}, {1, 2}, true},
           Row{"beside a box of one place", {1, 2.000001}, {1, 2}, {1, 2}, false},
           Row{"east of 180 in a box across it", {-17, -179}, {-16, -178}, {-19, 177}, true},
           Row{"west of 180 in a box across it", {-17, 178}, {-16, -178}, {-19, 177}, true},
           Row{"on 180 in a box across it", {-17, 180}, {-16, -178}, {-19, 177}, true},
           Row{"beyond a box across 180", {-17, -177}, {-16, -178}, {-19, 177}, false},
           Row{"before a box across 180", {-17, 176}, {-16, -178}, {-19, 177}, false},
           Row{"on 180 by its other name", {0, -180}, {1, 180}, {-1, 170}, true},
           Row{"on -180 by its other name", {0, 180}, {1, -170}, {-1, -180}, true},
           Row{"not on 180", {0, -179.9}, {1, 180}, {-1, 170}, false},
           Row{"the pole by any longitude", {90, -55}, {90, 20}, {80, 10}, true},
           Row{"the pole above a box", {90, 15}, {89.9, 20}, {80, 10}, false},
           Row{"near the pole", {89.9, -55}, {90, 20}, {80, 10}, false},
           Row{"the whole earth", {-90, 180}, {90, 180}, {-90, -180}, true},
       }) {
    CAPTURE(row.name);
    CHECK(is_in_box(row.place, row.top_right, row.bottom_left) == row.inside);
  }
}

TEST_CASE("polygons, their sides and corners") {
  const std::vector<Place> triangle{{0, 0}, {0, 10}, {10, 0}};
  const std::vector<Place> notched{{0, 0}, {10, 0}, {5, 5}, {10, 10}, {0, 10}};
  const std::vector<Place> bow{{0, 0}, {10, 10}, {0, 10}, {10, 0}};
  const std::vector<Place> line{{0, 0}, {5, 5}, {10, 10}};
  const std::vector<Place> pole{{80, -180}, {90, -180}, {90, 180}, {80, 180}};
  const std::vector<Place> tip{{80, 0}, {90, 10}, {80, 20}};
  const std::vector<Place> fiji{{-20, 170}, {-20, 180}, {-10, 180}, {-10, 170}};
  struct Row {
    const char* name;
    const std::vector<Place>& corners;
    Place place;
    bool inside;
  };
  for (const Row& row : {
           Row{"within", triangle, {3, 3}, true},
           Row{"beyond the slope", triangle, {6, 6}, false},
           Row{"on the slope", triangle, {5, 5}, true},
           Row{"on a side", triangle, {0, 4}, true},
           Row{"behind a side", triangle, {0, 11}, false},
           Row{"before a side", triangle, {0, -1}, false},
           Row{"on a corner", triangle, {10, 0}, true},
           Row{"level with a corner, left of it", triangle, {10, -1}, false},
           Row{"level with a corner, right of it", triangle, {10, 1}, false},
           Row{"in the notch", notched, {8, 5}, false},
           Row{"level with the notch, left of it", notched, {5, 1}, true},
           Row{"level with the notch, right of it", notched, {5, 9}, true},
           Row{"level with the notch, outside", notched, {5, -1}, false},
           Row{"the notch", notched, {5, 5}, true},
           Row{"above the crossing of a bow", bow, {8, 5}, false},
           Row{"below the crossing of a bow", bow, {2, 5}, false},
           Row{"a half of a bow", bow, {5, 8}, true},
           Row{"the other half of a bow", bow, {5, 1}, true},
           Row{"on a polygon that is a line", line, {7, 7}, true},
           Row{"beside a polygon that is a line", line, {7, 7.1}, false},
           Row{"round the pole", pole, {85, 17}, true},
           Row{"the pole", pole, {90, 17}, true},
           Row{"a corner at the pole", tip, {90, -100}, true},
           Row{"the other pole", tip, {-90, 10}, false},
           Row{"near the pole", tip, {89, -100}, false},
           Row{"on a side at 180", fiji, {-15, 180}, true},
           Row{"on a side at 180 by its other name", fiji, {-15, -180}, true},
           Row{"behind a side at 180", fiji, {-15, -179}, false},
           Row{"south of the pole", pole, {79, 17}, false},
       }) {
    CAPTURE(row.name);
    CHECK(is_in_polygon(row.place, row.corners) == row.inside);
    const std::vector<Place> backwards(row.corners.rbegin(), row.corners.rend());
    CHECK(is_in_polygon(row.place, backwards) == row.inside);
  }
}

TEST_CASE("a polygon with four right angles is a box") {
  TELUSUR_RANDOM(random);
  for (int n = 0; n < 2'000; ++n) {
    const Place one = random_place(random);
    const Place other = random_place(random);
    const Place top_right{std::max(one.latitude, other.latitude), std::max(one.longitude, other.longitude)};
    const Place bottom_left{std::min(one.latitude, other.latitude), std::min(one.longitude, other.longitude)};
    const Place place = random_place(random);
    CAPTURE(place.latitude);
    CAPTURE(place.longitude);
    CHECK(is_in_box(place, top_right, bottom_left) ==
          is_in_polygon(place, {top_right,
                                {top_right.latitude, bottom_left.longitude},
                                bottom_left,
                                {bottom_left.latitude, top_right.longitude}}));
  }
}

TEST_CASE("degrees are decimal numbers within their limits") {
  struct Row {
    std::string_view text;
    std::optional<double> latitude, longitude;
  };
  constexpr auto kNone = std::nullopt;
  for (const Row& row : {
           Row{"0", 0.0, 0.0},
           Row{"-6.2", -6.2, -6.2},
           Row{"90", 90.0, 90.0},
           Row{"-90", -90.0, -90.0},
           Row{"90.0001", kNone, 90.0001},
           Row{"-180", kNone, -180.0},
           Row{"180", kNone, 180.0},
           Row{"180.1", kNone, kNone},
           Row{"1e1", 10.0, 10.0},
           Row{"", kNone, kNone},
           Row{" 1", kNone, kNone},
           Row{"1,5", kNone, kNone},
           Row{"NaN", kNone, kNone},
           Row{"inf", kNone, kNone},
           Row{"-inf", kNone, kNone},
           Row{"1e999", kNone, kNone},
           Row{"2024-01-31", kNone, kNone},
           Row{"6°", kNone, kNone},
       }) {
    CAPTURE(row.text);
    CHECK(degrees_of(row.text, kLatitude) == row.latitude);
    CHECK(degrees_of(row.text, kLongitude) == row.longitude);
  }
  CHECK(telusur::base::range_text(kLongitude) == "a longitude, a number from -180 to 180");
}
