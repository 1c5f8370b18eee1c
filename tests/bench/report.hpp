#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/child.hpp"
#include "bench/latency.hpp"
#include "bench/machine.hpp"

namespace telusur::bench {

/// The builds of one engine.
struct Build {
  std::string name;
  std::vector<Cost> rounds;       ///< at least one
  std::uint64_t index_bytes = 0;  ///< after the last one

  /// The round with the median wall time (the lower one of two).
  Cost median() const;
};

/// The latencies of all engines for one kind of query.
struct QueryKind {
  std::string name;
  std::size_t queries = 0;
  std::vector<Latency> engines;
};

/// What a hostile search took at most.
struct HostileCost {
  std::string name;
  double cpu_ms = 0;     ///< of the calling thread
  double memory_mb = 0;  ///< that became resident during it; 1 MB = 10^6 bytes
  bool refused = false;  ///< the search was an error of whoever asks
};

/// Everything that one run measured. The first build, where there is one, and the first engine of each kind are
/// telusur's; the others are compared with it.
struct Results {
  Machine machine;
  std::vector<std::string> versions;  ///< "telusur 0.1.0 (revision)", …
  std::string command;
  std::string docs_file;
  std::uint64_t documents = 0;
  std::uint64_t docs_bytes = 0;
  std::vector<Build> builds;
  std::vector<QueryKind> kinds;
};

/// The header and the tables, ratios included: ours divided by the other's, so below 1 we are faster or smaller.
std::string to_text(const Results& results);

/// The same with every round, as indented JSON.
std::string to_json(const Results& results);

}  // namespace telusur::bench
