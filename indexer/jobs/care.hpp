#pragma once

#include <chrono>
#include <filesystem>
#include <iosfwd>
#include <string>

namespace telusur::indexer {

/// Which indexes a job looks at.
struct CareJob {
  std::filesystem::path data;
  std::string index;  ///< empty: every index
  bool json = false;  ///< for run_stats and run_compact
};

/// Prints what is damaged, or that nothing is. Returns whether every index is sound. @throws Error.
bool run_check(const CareJob& job, std::ostream& out);

/// Prints what the indexes hold. @throws Error.
void run_stats(const CareJob& job, std::ostream& out);

/// Compacts the indexes, and prints their sizes before and after. Others that write are waited for `lock_wait` long.
/// @throws Error; indexes that were printed before are compacted.
void run_compact(const CareJob& job, std::chrono::milliseconds lock_wait, std::ostream& out);

}  // namespace telusur::indexer
