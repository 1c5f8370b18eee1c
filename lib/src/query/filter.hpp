#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telusur::query {

/// How a condition compares an attribute. What the language has beside these ("!=", "NOT IN", "IS NOT NULL") is the
/// negation of one of them.
enum class FilterOperator {
  kEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kRange,   ///< two values, both included
  kIn,      ///< any of the values; none of them matches nothing
  kExists,  ///< the document has the attribute, even as null
  kIsNull,
  kIsEmpty,  ///< "", [] or {}
  kContains,
  kStartsWith,
  // Of schema::kPlaceAttribute alone; the values are degrees, latitude before longitude:
  kInRadius,   ///< of a place, and metres
  kInBox,      ///< of its top right and bottom left corner
  kInPolygon,  ///< of base::kMinCorners corners or more
};

/// A filter expression: a tree whose leaves are conditions.
struct Filter {
  enum class Kind { kCondition, kNot, kAnd, kOr };
  Kind kind = Kind::kCondition;
  std::vector<Filter> operands = {};  ///< one for kNot, two or more for kAnd and kOr
  // Of a condition:
  std::string attribute = {};
  FilterOperator op = FilterOperator::kEqual;
  std::vector<std::string> values = {};  ///< as they are written, without quotes

  bool operator==(const Filter&) const = default;
};

/// Bytes of a filter; more is an error.
inline constexpr std::size_t kMaxFilterBytes = std::size_t{256} * 1024;
/// Parentheses, NOTs and the condition within one another.
inline constexpr std::size_t kMaxFilterDepth = 100;
/// Conditions of a filter. Each is a query of Xapian's, whose time grows with the square of their number.
inline constexpr std::size_t kMaxFilterConditions = 1'000;
/// Values of all conditions of a filter.
inline constexpr std::size_t kMaxFilterValues = 10'000;
/// Conditions of a filter that look through the values of documents: <, <=, >, >=, TO, CONTAINS, STARTS WITH, and those
/// on places.
inline constexpr std::size_t kMaxFilterComparisons = 50;

/// Reads a filter: an expression in Meilisearch's language, `tag = docker AND (year >= 2020 OR NOT draft EXISTS)`, or a
/// JSON array of expressions, all of which must hold, and of arrays of expressions, of each of which one must. Nothing
/// when it asks for nothing: blanks, empty arrays.
///
/// Keywords are upper case. Names and values may stand in single or double quotes, where a backslash takes the next
/// character as it is. NOT binds closest, then AND, then OR. O(text).
///
/// Conditions on places are `_geoRadius(latitude, longitude, metres)`, `_geoBoundingBox([top, right], [bottom, left])`
/// and `_geoPolygon([latitude, longitude], …)`; of `_geo` itself EXISTS, IS NULL and IS EMPTY can be asked.
/// @param filterable the attributes that it may name.
/// @throws Error kInvalidArgument (subject "filter") that names the place and what was expected there: also for an
///         attribute that is not filterable, which tells those that are, and for a comparison with what is neither a
///         number nor a date; for a place, which tells the range of its numbers; or the limit.
std::optional<Filter> parse_filter(std::string_view text, const std::vector<std::string>& filterable);

/// What passes both; nothing where both ask for nothing.
std::optional<Filter> both(std::optional<Filter> first, std::optional<Filter> second);

/// What is left of a filter without those of the conditions, all of which must hold, that are about `attribute` alone.
std::optional<Filter> without_attribute(const std::optional<Filter>& filter, std::string_view attribute);

/// The expression in one form, with every name and value in quotes and every group in parentheses.
std::string describe(const Filter& filter);

}  // namespace telusur::query
