#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Places on the earth, taken for a sphere. Pure functions.
namespace telusur::base {

/// A place, in degrees: a latitude of -90 to 90 and a longitude of -180 to 180. Both ends of the longitudes are one
/// meridian, and all places of a latitude of 90, or -90, are one pole.
struct Place {
  double latitude = 0;
  double longitude = 0;

  bool operator==(const Place&) const = default;
};

/// One of the two numbers of a place: from -limit to limit.
struct Coordinate {
  const char* name;
  double limit;

  bool holds(double degrees) const { return degrees >= -limit && degrees <= limit; }
};
inline constexpr Coordinate kLatitude{"latitude", 90};
inline constexpr Coordinate kLongitude{"longitude", 180};

/// The degrees that a text is as a decimal number; nothing for anything else, and beyond the limit.
std::optional<double> degrees_of(std::string_view text, const Coordinate& coordinate);

/// What `coordinate` may be, for messages: "a latitude, a number from -90 to 90".
std::string range_text(const Coordinate& coordinate);

/// Metres between two places along the great circle, by the haversine formula (R. W. Sinnott, "Virtues of the
/// Haversine", Sky and Telescope 68, 1984) on a sphere of the earth's mean radius, 6,371,008.8 m (H. Moritz, "Geodetic
/// Reference System 1980", Journal of Geodesy 74, 2000): within 0.6 % of the distance on the ellipsoid. Below a
/// micrometre it is 0.
double distance(const Place& from, const Place& to);

/// Whether a place lies between two latitudes and two longitudes, or on one of them. Where the right longitude is less
/// than the left one, the box reaches across longitude 180. A pole has every longitude: it is in a box that reaches up
/// to it.
bool is_in_box(const Place& place, const Place& top_right, const Place& bottom_left);

/// Whether a place lies within a polygon or on a side of it: sides are straight between latitudes and longitudes, as in
/// GeoJSON (RFC 7946, 3.1.1), and so never cross longitude 180; what sides that cross each other enclose twice is
/// outside. A pole is in a polygon with a corner there. O(corners).
/// @param corners in their order round it, three or more; the last is joined to the first.
bool is_in_polygon(const Place& place, const std::vector<Place>& corners);

/// Corners that a polygon may have.
inline constexpr std::size_t kMinCorners = 3;
inline constexpr std::size_t kMaxCorners = 100;

}  // namespace telusur::base
