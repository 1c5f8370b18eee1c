#pragma once

#include <string>
#include <vector>

#include "bench/report.hpp"

namespace telusur::bench {

/// What a run of telusur-bench-query measured.
struct QueryFigures {
  std::vector<QueryKind> beside_bare;  ///< telusur's first
  QueryKind typing;                    ///< and what becomes of it, in the same index
  QueryKind facets;
  QueryKind snippets;
  std::vector<HostileCost> hostile;  ///< not empty
};

/// The hostile searches, the slowest first, and each goal with what was measured.
std::string goals_text(QueryFigures figures);

}  // namespace telusur::bench
