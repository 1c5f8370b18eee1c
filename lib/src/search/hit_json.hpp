#pragma once

#include <map>
#include <string>
#include <vector>

#include "schema/json.hpp"
#include "telusur/search.hpp"

namespace telusur::search {

/// A hit as the HTTP API shows it; `request` decides which optional parts appear.
schema::Json hit_json(const Hit& hit, const SearchRequest& request);

schema::Json distribution_json(const std::map<std::string, std::vector<FacetValue>>& distribution);
schema::Json stats_json(const std::map<std::string, FacetStats>& stats);

}  // namespace telusur::search
