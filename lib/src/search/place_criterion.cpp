#include "search/place_criterion.hpp"

#include <string>

#include "base/blanks.hpp"
#include "base/utf8.hpp"
#include "schema/document_place.hpp"
#include "telusur/error.hpp"

namespace telusur::search {

namespace {

[[noreturn]] void reject_criterion(std::string_view criterion, const std::string& why) {
  throw Error(ErrorCode::kInvalidArgument,
              "sort has '" + base::shown(criterion) + "', " + why + "; it takes _geoPoint(latitude, longitude)",
              "sort");
}

double degrees_in(std::string_view criterion, std::string_view text, const base::Coordinate& coordinate) {
  const std::string_view number = base::trimmed(text);
  const auto degrees = base::degrees_of(number, coordinate);
  if (!degrees) {
    reject_criterion(criterion, "where '" + base::shown(number) + "' is not " + base::range_text(coordinate));
  }
  return *degrees;
}

}  // namespace

std::optional<base::Place> place_criterion(std::string_view criterion) {
  if (!criterion.starts_with(schema::kPlaceCriterion)) {
    return std::nullopt;
  }
  std::string_view numbers = base::trimmed(criterion.substr(std::string_view(schema::kPlaceCriterion).size()));
  if (!numbers.starts_with('(') || !numbers.ends_with(')')) {
    reject_criterion(criterion, "which has no numbers in parentheses");
  }
  numbers = numbers.substr(1, numbers.size() - 2);
  const std::size_t comma = numbers.find(',');
  if (comma == std::string_view::npos) {
    reject_criterion(criterion, "which has no two numbers");
  }
  return base::Place{degrees_in(criterion, numbers.substr(0, comma), base::kLatitude),
                     degrees_in(criterion, numbers.substr(comma + 1), base::kLongitude)};
}

}  // namespace telusur::search
