#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tasks/data_directory.hpp"

namespace telusur::server::routes {

/// What an index holds, in Meilisearch's shape, and whether it is being changed.
nlohmann::ordered_json index_stats_json(const tasks::DataDirectory& data, const std::string& uid);

}  // namespace telusur::server::routes
