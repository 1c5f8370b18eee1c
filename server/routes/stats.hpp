#pragma once

#include <nlohmann/json.hpp>

#include "telusur/index.hpp"

namespace telusur::server::routes {

/// What an index holds, in Meilisearch's shape.
nlohmann::ordered_json index_stats_json(const IndexStats& stats);

}  // namespace telusur::server::routes
