#pragma once

#include "backend/snapshot_pool.hpp"
#include "search/run_search.hpp"
#include "telusur/similar.hpp"

namespace telusur::search {

/// Finds documents like one. @throws backend::SnapshotExpired; Error kNotFound (subject "similar id") when there is no
/// such document, or it may not be seen; kInvalidArgument with the request's field as subject.
SearchResponse run_similar(const backend::Snapshot& snapshot, const SimilarRequest& request,
                           const SearchResources& resources);

}  // namespace telusur::search
