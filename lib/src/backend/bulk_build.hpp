#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <vector>

#include "backend/stored_index.hpp"
#include "index/document_terms.hpp"

namespace telusur::backend {

/// A part of an index under construction, for one thread: many shards are merged into one index. It is written as
/// several databases, since adding to a large one costs more than merging some.
///
/// Nothing is durable before `merge_shards` has synced it; a crash leaves a directory to throw away.
class BuildShard {
 public:
  /// Creates a database in `directory`, which must not exist yet; others come to lie beside it, as `directory`.1 and so
  /// on. @param part_bytes the stored bytes after which a second one begins; each of the others takes a quarter more.
  explicit BuildShard(std::filesystem::path directory, std::size_t part_bytes = kPartBytes);
  ~BuildShard();
  BuildShard(const BuildShard&) = delete;
  BuildShard& operator=(const BuildShard&) = delete;

  /// Adds a document; its id must be new to all shards. @throws Error kNoSpace, kIo.
  void add(const index::IndexedDocument& document);

  /// Writes out what is held in memory. @throws Error kNoSpace, kIo.
  void flush();

  /// Ends the shard, and returns its databases in the order of the documents. @throws Error kNoSpace, kIo.
  std::vector<std::filesystem::path> finish(const StoredIndex& stored);

  /// 130,000 package descriptions of Debian, in one part a thread: 38 and 43 s; in parts of 16 MB 32, of 4 MB 33, of
  /// 1.5 MB 35. Parts grow since each has files open until all are merged.
  static constexpr std::size_t kPartBytes = std::size_t{8} << 20;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Merges the databases of finished shards into one compact database in `directory`, which must not exist yet, writes
/// its manifest and syncs everything. @throws Error kNoSpace, kIo.
void merge_shards(const std::vector<std::filesystem::path>& databases, const std::filesystem::path& directory);

}  // namespace telusur::backend
