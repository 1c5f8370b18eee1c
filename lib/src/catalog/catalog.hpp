#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/file.hpp"

namespace telusur::catalog {

/// Where an index is, by its uid.
struct CatalogEntry {
  std::string directory;         ///< name below DATA/indexes
  std::uint64_t generation = 0;  ///< name below that; counts published generations, from 1
  std::string primary_key;       ///< "" until decided
  std::string created_at;        ///< RFC 3339
  std::string updated_at;
  /// The directory of the index that this one is to replace, which keeps its changes for it; "": of none.
  std::string replaces = {};

  bool operator==(const CatalogEntry&) const = default;
};

/// The indexes of a data directory.
struct CatalogState {
  std::map<std::string, CatalogEntry, std::less<>> indexes;  ///< by uid
  std::uint64_t last_task = 0;                               ///< uid of the last task that changed the catalog
};

/// How the state is written as text and read again; `path` is for messages. Constant functions: thread-safe.
struct CatalogFormat {
  std::string (*write)(const CatalogState& state);
  CatalogState (*parse)(std::string_view text, const std::filesystem::path& path);
};

/// DATA/catalog.json: one small file that every process reads, and that is replaced as a whole.
///
/// Thread-safe. Publishing, creating and deleting an index are one replacement each, so a reader sees all of it or
/// nothing.
class Catalog {
 public:
  /// Does not touch the disk.
  Catalog(const std::filesystem::path& data_dir, CatalogFormat format);

  /// The state now. Reads the file when it was replaced since; otherwise one stat(2).
  /// @throws Error kCorrupt, kWrongFormat, kPermission.
  std::shared_ptr<const CatalogState> read() const;

  /// Whether the file is there: before anything is published, an empty one is written.
  bool exists() const;

  /// Changes the state under the catalog's lock, seen by everybody or by nobody. What `change` throws leaves it as it
  /// was.
  /// @throws Error kBusy when another process holds the lock for longer than `wait`; kNoSpace, kIo, kPermission.
  void update(std::chrono::milliseconds wait, const std::function<void(CatalogState&)>& change);

  /// Runs `body` on the state while nobody can change it. @throws Error as `update`; the file is not touched.
  void hold(std::chrono::milliseconds wait, const std::function<void(const CatalogState&)>& body);

 private:
  std::shared_ptr<const CatalogState> load() const;
  base::FileDescriptor lock(std::chrono::milliseconds wait) const;

  const CatalogFormat format_;
  const std::filesystem::path file_;
  const std::filesystem::path lock_file_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const CatalogState> cached_;  // guarded by mutex_
  mutable std::string cached_identity_;                 // of the file that cached_ was read from; guarded by mutex_
};

}  // namespace telusur::catalog
