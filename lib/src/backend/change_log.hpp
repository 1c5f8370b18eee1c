#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "backend/snapshot_pool.hpp"

namespace telusur::backend {

/// The changes that were made to an index since a rebuild of it began, in their order: what they say is up to the
/// caller. They are in the metadata of the database, so that each commits together with what it changed, and goes with
/// the generation that the rebuild replaces.
struct ChangeLog {
  std::string rebuild;        ///< that they are kept for; "" = none are kept
  std::uint64_t changes = 0;  ///< how many there are
};

/// Xapian's errors pass.
ChangeLog read_change_log(const Xapian::Database& database);

/// Who the changes of a batch are kept for.
struct ChangesKept {
  std::string rebuild = {};  ///< "": for nobody, and those that were kept are forgotten
  /// Keeps them from this batch on. Else only where earlier ones are: of what has a gap nobody can make all again.
  bool from_here = true;
};

/// Forgets all changes, and keeps those to come. Xapian's errors pass.
ChangeLog begin_change_log(Xapian::WritableDatabase& database, std::string_view rebuild);

/// Adds a change to the log. Xapian's errors pass.
void append_change(Xapian::WritableDatabase& database, ChangeLog& log, std::string_view change);

/// Forgets all changes. Xapian's errors pass.
void clear_change_log(Xapian::WritableDatabase& database);

/// The changes that are kept for a rebuild, from number `first` on: all, or some that have a few MB together; empty
/// when there are no more. @throws SnapshotExpired, Error.
std::vector<std::string> read_changes(const Snapshot& snapshot, std::string_view rebuild, std::uint64_t first);

}  // namespace telusur::backend
