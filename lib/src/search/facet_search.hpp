#pragma once

#include "backend/snapshot_pool.hpp"
#include "search/run_search.hpp"
#include "telusur/search.hpp"

namespace telusur::search {

/// Counts the values of the attribute in the documents that match, and picks those that the person may mean.
/// @throws backend::SnapshotExpired; Error kInvalidArgument with the request's field as subject.
FacetSearchResponse run_facet_search(const backend::Snapshot& snapshot, const FacetSearchRequest& request,
                                     const SearchResources& resources);

}  // namespace telusur::search
