#pragma once

#include <string>
#include <vector>

#include "bench/report.hpp"
#include "telusur/index.hpp"
#include "telusur/search.hpp"

namespace telusur::bench {

/// A search made to be slow, or to take much memory.
struct HostileSearch {
  std::string name;
  SearchRequest request;
};

/// Searches of every hostile kind, for an index whose attributes `kFacets` can be filtered by. `words` are some that
/// many of its documents have, at least one. The same each time.
std::vector<HostileSearch> hostile_searches(const std::vector<std::string>& words);

/// Runs each search `rounds` times (at least 1), with nothing to warm it up. A refusal is an answer.
std::vector<HostileCost> measure_hostile_searches(const Index& index, const std::vector<HostileSearch>& searches,
                                                  unsigned rounds);

}  // namespace telusur::bench
