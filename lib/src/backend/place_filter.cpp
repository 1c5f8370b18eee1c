#include "backend/place_filter.hpp"

#include <string>
#include <utility>
#include <vector>

#include "backend/attribute_store.hpp"
#include "base/number.hpp"
#include "telusur/error.hpp"

namespace telusur::backend {

namespace {

using query::FilterOperator;

double number_at(const std::vector<std::string>& values, std::size_t n) {
  const auto number = n < values.size() ? base::decimal_number(values[n]) : std::nullopt;
  if (!number) {
    throw Error(ErrorCode::kInternal, "a filter asks for a place whose number " + std::to_string(n) + " is none");
  }
  return *number;
}

/// The n-th of the places that values make by twos.
base::Place place_at(const std::vector<std::string>& values, std::size_t n) {
  return {number_at(values, 2 * n), number_at(values, 2 * n + 1)};
}

SlotTest any_place(std::function<bool(const base::Place&)> passes) {
  return [passes = std::move(passes)](std::string_view slot) {
    const auto place = stored_place(slot);
    return place && passes(*place);
  };
}

}  // namespace

SlotTest place_test(const query::Filter& condition) {
  const auto& values = condition.values;
  if (condition.op == FilterOperator::kInRadius) {
    return any_place([centre = place_at(values, 0), metres = number_at(values, 2)](const base::Place& place) {
      return base::distance(centre, place) <= metres;
    });
  }
  if (condition.op == FilterOperator::kInBox) {
    return any_place([top_right = place_at(values, 0), bottom_left = place_at(values, 1)](const base::Place& place) {
      return base::is_in_box(place, top_right, bottom_left);
    });
  }
  std::vector<base::Place> corners;
  for (std::size_t n = 0; n < values.size() / 2; ++n) {
    corners.push_back(place_at(values, n));
  }
  return any_place(
      [corners = std::move(corners)](const base::Place& place) { return base::is_in_polygon(place, corners); });
}

}  // namespace telusur::backend
