#pragma once

#include <functional>

#include "analysis/analyzer.hpp"
#include "analysis/bilingual/translations.hpp"
#include "backend/snapshot_pool.hpp"
#include "telusur/options.hpp"
#include "telusur/search.hpp"

namespace telusur::search {

/// What a search works with beside its snapshot.
struct SearchResources {
  analysis::WordAnalyzer& analyzer;
  /// The dictionary; asked for only by a search across languages, since it may have to be loaded.
  std::function<const analysis::Translations&()> translations;
  SearchLimits limits = {};
};

/// Runs a request on one snapshot from start to end.
/// @throws backend::SnapshotExpired; Error kInvalidArgument with the request's field as subject.
SearchResponse run_search(const backend::Snapshot& snapshot, const SearchRequest& request,
                          const SearchResources& resources);

}  // namespace telusur::search
