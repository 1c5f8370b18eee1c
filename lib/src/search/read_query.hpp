#pragma once

#include <vector>

#include "backend/snapshot_pool.hpp"
#include "query/ast.hpp"
#include "search/correction.hpp"
#include "search/run_search.hpp"
#include "telusur/search.hpp"

namespace telusur::search {

/// A query with all that its words may also be found by.
struct ReadQuery {
  query::Query query;
  std::vector<PlacedCorrection> corrections;
};

/// Parses what the request asks for, and adds synonyms, translations, completions and corrections as the settings of
/// the index and the request say.
ReadQuery read_query(const backend::Snapshot& snapshot, const SearchRequest& request, const SearchResources& resources);

}  // namespace telusur::search
