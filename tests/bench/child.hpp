#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace telusur::bench {

/// What a program took, from start to end.
struct Cost {
  double wall_s = 0;
  double cpu_s = 0;        ///< user and system, all threads
  double peak_rss_mb = 0;  ///< largest resident set; 1 MB = 10^6 bytes
};

/// Runs a program (a path and its arguments) to its end, its standard output discarded.
///
/// The kernel counts the memory of the calling process at the time of the start as the child's: measure before loading
/// anything large. @throws std::runtime_error when it cannot be started or does not exit with 0.
Cost run_measured(const std::vector<std::string>& command);

/// Bytes of all regular files below `directory`.
std::uint64_t directory_bytes(const std::filesystem::path& directory);

}  // namespace telusur::bench
