#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "backend/snapshot_pool.hpp"
#include "query/ast.hpp"
#include "telusur/search.hpp"

namespace telusur::backend {

/// Which part of the ranking is wanted.
struct RankedRange {
  std::uint32_t offset = 0;
  std::uint32_t limit = 20;
  /// Documents that are counted exactly before the total becomes an estimate.
  std::uint32_t count_exactly = 0;
  /// Documents with a lower score are left out and not counted; 0 to 1.
  double min_score = 0;
};

/// A ranked document.
struct RankedDocument {
  std::string stored;  ///< its JSON
  double score;        ///< 0 to 1
};

/// Part of a ranking, best first.
struct Ranking {
  std::vector<RankedDocument> documents;
  std::uint64_t total = 0;
  bool total_exact = false;
};

/// Ranks the documents of a snapshot by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
/// Beyond", 2009) over weighted term counts. Scores are shares of the best score possible for the query.
/// @throws SnapshotExpired, Error.
Ranking rank(const Snapshot& snapshot, const query::Query& query, MatchingStrategy strategy, const RankedRange& range);

}  // namespace telusur::backend
