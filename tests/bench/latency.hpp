#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace telusur::bench {

inline constexpr unsigned kHits = 10;  ///< hits that every measured search asks for

/// Something to search with: runs one query and returns the number of its hits.
struct SearchEngine {
  std::string name;
  std::function<std::size_t(const std::string&)> search;
};

/// How long one engine takes for a query; each figure the median of the rounds.
struct Latency {
  std::string name;
  double p50_ms = 0;       ///< wall time
  double p99_ms = 0;       ///< wall time
  double cpu_mean_ms = 0;  ///< of the calling thread, as the next two
  double cpu_p50_ms = 0;
  double cpu_p99_ms = 0;
  std::size_t hits = 0;  ///< of all queries together
  std::vector<double> round_p50_ms;
  std::vector<double> round_p99_ms;
};

/// Runs every query on every engine, once to warm up and then `rounds` times (at least 1), on the calling thread. The
/// engines take turns after every block of queries, so that what else the machine does meets all of them alike.
std::vector<Latency> measure_latency(const std::vector<SearchEngine>& engines, const std::vector<std::string>& queries,
                                     unsigned rounds);

/// CPU time of the calling thread so far.
double thread_cpu_ms();

/// The value below or at which `share` (0 to 1) of the values lie (nearest rank). `values` must not be empty.
double percentile(std::vector<double> values, double share);

}  // namespace telusur::bench
