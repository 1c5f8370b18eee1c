#pragma once

#include <string>

#include "auth/visible_index.hpp"
#include "routes/routes.hpp"

namespace telusur::server::routes {

/// Searches, and tells the observer what it took.
SearchResponse observed_search(const auth::VisibleIndex& index, const std::string& uid, const SearchRequest& request,
                               const SearchObserver& observer);

}  // namespace telusur::server::routes
