#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace telusur::server::observe {

/// What people searched an index for since the start: whole numbers, words and times, and nothing of who they are.
///
/// Remembers the most frequent of `kMaxQueries` queries an index: when more come, the rare ones are forgotten, so that
/// counts of frequent queries may be too small by as many as were forgotten. Thread-safe.
class SearchLog {
 public:
  static constexpr std::size_t kMaxQueries = 10'000;
  static constexpr std::size_t kMaxIndexes = 1'000;
  static constexpr std::size_t kMaxQueryBytes = 200;  ///< of a query that are remembered

  struct Query {
    std::string text;
    std::uint64_t count = 0;
    std::uint64_t hits = 0;  ///< that the last search found
  };

  struct Summary {
    std::uint64_t searches = 0;
    std::uint64_t without_hits = 0;
    std::vector<Query> top;  ///< the most frequent first
    std::vector<Query> top_without_hits;
    /// Upper bounds of the times that 50, 90 and 99 % of the searches took, in milliseconds; exact to 20 %.
    double p50_ms = 0;
    double p90_ms = 0;
    double p99_ms = 0;
    double max_ms = 0;
  };

  /// Notes a search. An empty query counts as a search and is no query.
  void record(const std::string& index, std::string_view query, std::uint64_t hits, std::chrono::microseconds duration);

  /// Of an index, with at most `limit` queries in each list. O(queries).
  Summary summary(const std::string& index, std::size_t limit) const;

 private:
  static constexpr std::size_t kBuckets = 100;

  struct Counts {
    std::uint64_t count = 0;
    std::uint64_t hits = 0;
  };
  struct Searches {
    std::uint64_t all = 0;
    std::uint64_t without_hits = 0;
    std::map<std::string, Counts, std::less<>> queries;
    std::array<std::uint64_t, kBuckets> times{};  ///< by bound(bucket)
    std::chrono::microseconds longest{0};
  };

  static double bound_ms(std::size_t bucket) noexcept;
  static void forget_rare(Searches& searches);
  static double percentile_ms(const Searches& searches, double share);

  mutable std::mutex mutex_;
  std::map<std::string, Searches> indexes_;  // guarded by mutex_
};

}  // namespace telusur::server::observe
