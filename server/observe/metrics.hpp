#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace telusur::server::observe {

/// Counts requests by method, route and status, and their durations by route, for Prometheus. Thread-safe.
class Metrics {
 public:
  /// `route` is a pattern of the router's, never a path: their number is bounded. "" for what no route answered.
  void record(std::string_view method, std::string_view route, int status, std::chrono::microseconds duration);

  /// All of them in Prometheus's text format.
  std::string text() const;

 private:
  static constexpr std::size_t kBuckets = 14;

  struct Durations {
    std::array<std::uint64_t, kBuckets> counts{};  ///< of each bucket alone; beyond the last: only in `count`
    std::uint64_t count = 0;
    std::chrono::microseconds sum{0};
  };

  static const std::array<std::chrono::microseconds, kBuckets>& bounds();

  mutable std::mutex mutex_;
  // Guarded by mutex_; by the labels as they are printed:
  std::map<std::string, std::uint64_t> requests_;
  std::map<std::string, Durations> durations_;
};

/// Appends one metric without labels, with its help and type.
void append_gauge(std::string& text, std::string_view name, std::string_view help, double value);

/// As append_gauge, for what only grows.
void append_counter(std::string& text, std::string_view name, std::string_view help, std::uint64_t value);

/// Seconds since 1970.
double unix_seconds(std::filesystem::file_time_type time);

/// A label's value with backslash, quotation mark and line end escaped.
std::string escaped_label(std::string_view value);

/// Bytes of memory that this process has resident; 0 where the system does not tell.
std::uint64_t resident_bytes();

}  // namespace telusur::server::observe
