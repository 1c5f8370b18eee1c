#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace telusur::indexer {

/// What is written to a dump, or restored from one.
struct BackupJob {
  std::filesystem::path data;
  std::filesystem::path file;
  std::vector<std::string> indexes;  ///< their uids; empty: every one
  bool force = false;                ///< a dump: over a file that is there; a restore: over indexes that are there
  bool json = false;
};

/// Writes indexes to a dump and prints what it holds. @throws Error.
void run_dump(const BackupJob& job, std::ostream& out);

/// Builds the indexes of a dump and prints what was restored. @throws Error.
void run_restore(const BackupJob& job, std::ostream& out);

}  // namespace telusur::indexer
