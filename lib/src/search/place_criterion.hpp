#pragma once

#include <optional>
#include <string_view>

#include "base/place.hpp"

namespace telusur::search {

/// The place of a criterion of an order by distance, `_geoPoint(latitude, longitude)`; nothing for any other criterion.
/// @param criterion without its direction.
/// @throws Error kInvalidArgument (subject "sort") that names the number and its range where the criterion begins so
///         and goes on otherwise.
std::optional<base::Place> place_criterion(std::string_view criterion);

}  // namespace telusur::search
