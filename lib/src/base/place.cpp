#include "base/place.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/number.hpp"

namespace telusur::base {

namespace {

constexpr double kEarthRadius = 6'371'008.8;  // metres
/// What rounding leaves between two spellings of one place: a pole, or longitude 180.
constexpr double kSamePlace = 1e-6;  // metres

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

/// sin² of half the angle.
double haversine(double angle) {
  const double half = std::sin(angle / 2);
  return half * half;
}

bool is_between(double value, double one, double other) {
  return value >= std::min(one, other) && value <= std::max(one, other);
}

/// Above 0 on one side of the line through both corners, below on the other, 0 on the line.
double side_of(const Place& place, const Place& from, const Place& to) {
  return (to.longitude - from.longitude) * (place.latitude - from.latitude) -
         (to.latitude - from.latitude) * (place.longitude - from.longitude);
}

bool is_on_side(const Place& place, const Place& from, const Place& to) {
  return is_between(place.latitude, from.latitude, to.latitude) &&
         is_between(place.longitude, from.longitude, to.longitude) && side_of(place, from, to) == 0;
}

/// Whether the side crosses the parallel of the place east of it. A corner belongs to the side below it, so that it is
/// not crossed twice.
bool is_crossed(const Place& place, const Place& from, const Place& to) {
  const bool rises = to.latitude > from.latitude;
  return (from.latitude > place.latitude) != (to.latitude > place.latitude) && (side_of(place, from, to) > 0) == rises;
}

bool has_longitude(double longitude, double left, double right) {
  return left <= right ? longitude >= left && longitude <= right : longitude >= left || longitude <= right;
}

bool is_pole(const Place& place) { return std::abs(place.latitude) == kLatitude.limit; }

bool is_last_meridian(const Place& place) { return std::abs(place.longitude) == kLongitude.limit; }

/// A place on the last meridian by its other longitude.
Place other_name(const Place& place) { return {place.latitude, -place.longitude}; }

/// One of the names of a place, so that they are equally far from others to the last digit.
Place canonical(const Place& place) {
  if (is_pole(place)) {
    return {place.latitude, 0};
  }
  return is_last_meridian(place) ? Place{place.latitude, kLongitude.limit} : place;
}

/// As is_in_polygon, of the place as it is written.
bool is_enclosed(const Place& place, const std::vector<Place>& corners) {
  bool inside = false;
  for (std::size_t n = 0; n < corners.size(); ++n) {
    const Place& from = corners[n];
    const Place& to = corners[n + 1 == corners.size() ? 0 : n + 1];
    if (is_on_side(place, from, to)) {
      return true;
    }
    inside = inside != is_crossed(place, from, to);
  }
  return inside;
}

}  // namespace

std::optional<double> degrees_of(std::string_view text, const Coordinate& coordinate) {
  const auto number = decimal_number(text);
  return number && coordinate.holds(*number) ? number : std::nullopt;
}

std::string range_text(const Coordinate& coordinate) {
  const std::string limit = number_text(coordinate.limit);
  return std::string("a ") + coordinate.name + ", a number from -" + limit + " to " + limit;
}

double distance(const Place& from, const Place& other) {
  const Place to = canonical(other);
  const double latitude = radians(from.latitude);
  const double other_latitude = radians(to.latitude);
  const double h =
      haversine(other_latitude - latitude) +
      std::cos(latitude) * std::cos(other_latitude) * haversine(radians(to.longitude) - radians(from.longitude));
  // Between antipodes rounding can make it more than 1.
  const double metres = 2 * kEarthRadius * std::asin(std::sqrt(std::min(h, 1.0)));
  return metres < kSamePlace ? 0 : metres;
}

bool is_in_box(const Place& place, const Place& top_right, const Place& bottom_left) {
  if (place.latitude > top_right.latitude || place.latitude < bottom_left.latitude) {
    return false;
  }
  const auto is_between_sides = [&](const Place& named) {
    return has_longitude(named.longitude, bottom_left.longitude, top_right.longitude);
  };
  return is_pole(place) || is_between_sides(place) || (is_last_meridian(place) && is_between_sides(other_name(place)));
}

bool is_in_polygon(const Place& place, const std::vector<Place>& corners) {
  if (is_pole(place)) {
    return std::any_of(corners.begin(), corners.end(),
                       [&](const Place& corner) { return corner.latitude == place.latitude; });
  }
  return is_enclosed(place, corners) || (is_last_meridian(place) && is_enclosed(other_name(place), corners));
}

}  // namespace telusur::base
