#pragma once

#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

namespace telusur::server::openapi {

/// A route by method and pattern, as net::Router::routes gives them.
using Route = std::pair<std::string_view, std::string_view>;

/// The description of the API by OpenAPI 3.1: every one of `routes`; those of them that are `unavailable` answer 400
/// alone. Other routes are described by the table of operations.cpp.
/// @throws std::logic_error for a route that is in neither, and for a row of that table without a route.
nlohmann::ordered_json document(const std::vector<Route>& routes, const std::vector<Route>& unavailable);

}  // namespace telusur::server::openapi
