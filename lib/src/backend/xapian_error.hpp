#pragma once

#include <filesystem>

namespace Xapian {
class DatabaseLockError;
}

namespace telusur::backend {

/// Rethrows the Xapian exception in flight as a telusur::Error about the index in `directory`; any other exception
/// passes as it is. Call it in a `catch (...)`: the one place where Xapian's errors are translated.
/// DatabaseModifiedError becomes `SnapshotExpired`.
[[noreturn]] void rethrow_xapian_error(const std::filesystem::path& directory);

/// Whether the lock could not be taken because another writer holds it: no full disk or missing right, which no waiting
/// mends.
bool is_held_lock(const Xapian::DatabaseLockError& error);

/// A snapshot is too old for the database to serve: the request starts again on a new one. Never leaves the library.
struct SnapshotExpired {};

/// Runs `body()` with Xapian's errors translated.
template <typename Body>
auto translating_errors(const std::filesystem::path& directory, Body&& body) {
  try {
    return body();
  } catch (...) {
    rethrow_xapian_error(directory);
  }
}

}  // namespace telusur::backend
