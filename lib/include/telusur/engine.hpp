#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "telusur/builder.hpp"
#include "telusur/federation.hpp"
#include "telusur/index.hpp"
#include "telusur/options.hpp"

namespace telusur {

/// One line of the list of indexes.
struct IndexInfo {
  std::string uid;
  std::string primary_key;  ///< "" = not decided yet
  std::string created_at;   ///< RFC 3339, UTC, microseconds
  std::string updated_at;
  std::uint64_t generation = 0;  ///< counts published rebuilds, from 1
};

/// How `Engine::rebuild` builds.
struct BuildOptions {
  Settings settings = Settings::articles();  ///< of the new generation
  std::string primary_key = "id";
  /// 0 (default): one per core, at most 8. The same documents, added in the same order, make the same index with as
  /// many threads: equal hits keep their order from one rebuild to the next.
  unsigned threads = 0;
  /// Bytes that the build may hold in memory, the program itself included: from 128 MB, default 512 MB. Less of it
  /// means fewer threads, and a smaller limit for one document: see `IndexBuilder::max_document_bytes`.
  std::size_t memory_bytes = std::size_t{512} << 20U;
};

/// What a dump holds.
struct DumpSummary {
  std::uint64_t indexes = 0;
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;  ///< of the file

  bool operator==(const DumpSummary&) const = default;
};

/// What `Engine::compact` did.
struct CompactSummary {
  std::uint64_t bytes_before = 0;  ///< of the index on disk
  std::uint64_t bytes_after = 0;
};

/// How `Engine::restore` restores.
struct RestoreOptions {
  std::vector<std::string> indexes = {};  ///< their uids; empty (default): every index of the dump
  bool replace = false;                   ///< also indexes that are there
};

/// A data directory with any number of indexes.
///
/// Thread-safe. Several processes may open the same directory; each sees what the others commit and publish.
/// Opening costs a few system calls; nothing is loaded before the first search.
class Engine {
 public:
  /// Opens `data_dir`, creating it when missing (unless `Options::read_only`).
  /// @throws Error kPermission, kIo, kNotFound naming the path; kCorrupt, kWrongFormat for a bad catalog.json, or one
  /// that is missing where there are indexes.
  explicit Engine(std::filesystem::path data_dir, const Options& options = {});
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  const std::filesystem::path& data_dir() const noexcept;

  /// Reads the word lists and the dictionary now, which the first write and the first search of the process would do:
  /// some hundred milliseconds where the cache of the lists is missing, else tens. @throws Error kInvalidArgument,
  /// kCorrupt, kIo for lists that cannot be read.
  void warm_up() const;

  /// Every index, by uid. Opens each index; one that is damaged is listed as it was when it was last built.
  std::vector<IndexInfo> indexes() const;

  /// The index of this uid. @throws Error, subject "index": kNotFound; kInvalidArgument when no index could have the
  /// uid.
  Index index(std::string_view uid) const;

  /// Searches several indexes, or one in several ways, for one list of hits. O(the searches).
  /// @throws Error as Index::search and search_of, kNotFound (subject "index").
  FederatedResponse search(const FederatedRequest& request) const;

  /// Creates an empty index.
  /// @throws Error kAlreadyExists; kInvalidArgument when the uid is not 1 to 400 characters of A-Z a-z 0-9 - _,
  /// or for settings that their JSON could not say.
  /// @param task as in `delete_index`.
  Index create_index(std::string_view uid, const Settings& settings = {}, std::string_view primary_key = {},
                     std::uint64_t task = 0);

  /// Creates an empty index that is to replace another one, which serves and takes changes meanwhile: whatever is
  /// committed to that from now on, by any process, is done again to this one when `swap_indexes` exchanges the two.
  /// The last such index of another one alone keeps its changes; deleting it ends that. O(1).
  /// @param replaced  uid of the other one.
  /// @throws Error as create_index; kNotFound; kAlreadyExists while a build of `replaced` is under way.
  Index create_replacement(std::string_view uid, std::string_view replaced, const Settings& settings = {},
                           std::string_view primary_key = {}, std::uint64_t task = 0);

  /// The index of this uid, created with `settings` when there is none.
  Index open_index(std::string_view uid, const Settings& settings = {});

  /// Deletes an index. Searches that run finish undisturbed. @throws Error kNotFound.
  /// @param task a number of the caller's that the catalog notes in the same replacement and `last_task` tells: so a
  ///        caller who keeps a list of what is to be done knows after a crash how far it was done. 0: none.
  void delete_index(std::string_view uid, std::uint64_t task = 0);

  /// Exchanges the indexes of each pair of uids, all pairs at once: a search sees none or all of it. Before that the
  /// changes of an index are done again to one of `create_replacement`, in O(changes).
  /// @param task as in `delete_index`.
  /// @throws Error kNotFound; kInvalidArgument (subject "indexes") when a uid is named twice; kAlreadyExists when an
  ///         index was built by others since its replacement was created, or was changed in a way that this cannot
  ///         take.
  void swap_indexes(const std::vector<std::pair<std::string, std::string>>& pairs, std::uint64_t task = 0);

  /// The number that the last change of the catalog with one gave; 0 when there was none.
  std::uint64_t last_task() const;

  /// Begins a full rebuild of an index, which need not exist. The published generation serves until `publish`, and can
  /// be written to: whatever is committed to it, by any process, is done again to the new one before that is published.
  /// @throws Error kInvalidArgument for a uid or settings that are not allowed; kBusy (subject "index") when a batch is
  ///         open, or another rebuild of the index under way, for longer than `Options::lock_wait`; kNoSpace, kIo.
  IndexBuilder rebuild(std::string_view uid, const BuildOptions& options = {});

  /// Writes an index anew without the gaps that changes leave in its files, and publishes it in one step. Writers wait
  /// meanwhile, and readers do not. Until the old files are deleted the disk holds both. O(bytes on disk).
  /// @throws Error kNotFound (subject "index"); kBusy as `rebuild`; kCorrupt, kWrongFormat, kNoSpace, kIo: nothing has
  ///         changed.
  CompactSummary compact(std::string_view uid);

  /// Writes documents, settings and primary keys of indexes to a file that this and every later version restores: lines
  /// of JSON, compressed by Zstandard, with a checksum. The file appears when it is complete. Each index is written as
  /// it is at one instant; writers wait meanwhile, and readers do not. O(documents).
  /// @param uids  of the indexes; empty: every index.
  /// @throws Error kNotFound (subject "index"); kBusy when an index is being written, or when it was changed meanwhile
  ///         and the engine is read only; kNoSpace, kPermission, kIo, kNotFound (subject "file").
  DumpSummary dump(const std::filesystem::path& file, const std::vector<std::string>& uids = {}) const;

  /// Builds the indexes of a dump, each as `rebuild` does, with the settings that it had. The file is read twice: what
  /// is damaged is known before anything is changed. O(documents).
  /// @throws Error kCorrupt when the file is no dump, damaged or cut short; kWrongFormat when a later version made it;
  ///         kAlreadyExists (subject "index") when an index is there and `RestoreOptions::replace` is not set;
  ///         kNotFound (subject "index") when the dump has not an index that is wanted, (subject "file"); kBusy,
  ///         kNoSpace, kPermission, kIo.
  DumpSummary restore(const std::filesystem::path& file, const RestoreOptions& options = {});

  /// Copies the indexes into a new data directory, all as they are at one instant. It appears when it is complete and
  /// durable; until then it stands beside its place with the suffix `.part`. Writers wait meanwhile, and readers do
  /// not. O(bytes on disk). For the same version of the program; other versions want a dump.
  /// @throws Error kAlreadyExists when `directory` is there; kBusy when an index is being written or was just created;
  ///         kNoSpace, kPermission, kIo.
  void copy_to(const std::filesystem::path& directory) const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace telusur
