#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "backend/stored_index.hpp"
#include "index/document_terms.hpp"

namespace telusur::backend {

/// A part of an index under construction, for one thread: many shards are merged into one index.
///
/// Nothing is durable before `merge_shards` has synced it; a crash leaves a directory to throw away.
class BuildShard {
 public:
  /// Creates a database in `directory`, which must not exist yet.
  explicit BuildShard(std::filesystem::path directory);
  ~BuildShard();
  BuildShard(const BuildShard&) = delete;
  BuildShard& operator=(const BuildShard&) = delete;

  /// Adds a document; its id must be new to all shards. @throws Error kNoSpace, kIo.
  void add(const index::IndexedDocument& document);

  /// Writes out what is held in memory. @throws Error kNoSpace, kIo.
  void flush();

  /// Ends the shard. @throws Error kNoSpace, kIo.
  void finish(const StoredIndex& stored);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Merges finished shards into one compact database in `directory`, which must not exist yet, writes its manifest and
/// syncs everything. @throws Error kNoSpace, kIo.
void merge_shards(const std::vector<std::filesystem::path>& shards, const std::filesystem::path& directory);

}  // namespace telusur::backend
