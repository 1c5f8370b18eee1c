#pragma once

#include "analysis/analyzer.hpp"
#include "backend/snapshot_pool.hpp"
#include "telusur/search.hpp"

namespace telusur::search {

/// Deepest hit that can be reached, counted from 1.
inline constexpr std::uint32_t kMaxHits = 10'000;

/// Runs a request on one snapshot from start to end.
/// @throws backend::SnapshotExpired; Error kInvalidArgument with the request's field as subject.
SearchResponse run_search(const backend::Snapshot& snapshot, const SearchRequest& request,
                          analysis::WordAnalyzer& analyzer);

}  // namespace telusur::search
