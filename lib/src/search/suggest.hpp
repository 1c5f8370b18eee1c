#pragma once

#include "backend/snapshot_pool.hpp"
#include "search/run_search.hpp"
#include "telusur/suggest.hpp"

namespace telusur::search {

/// Completes what is typed, from documents that the request may see alone: each suggestion is counted among them.
/// @throws backend::SnapshotExpired; Error kInvalidArgument with the request's field as subject.
SuggestResponse run_suggest(const backend::Snapshot& snapshot, const SuggestRequest& request,
                            const SearchResources& resources);

}  // namespace telusur::search
