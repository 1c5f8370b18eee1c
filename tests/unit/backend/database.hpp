#pragma once

#include <memory>
#include <string>
#include <vector>

#include "backend/bulk_build.hpp"
#include "backend/snapshot_pool.hpp"
#include "backend/writer.hpp"
#include "engine/stemmers.hpp"
#include "index/document_terms.hpp"

namespace telusur::test {

/// What a database of these tests knows about itself.
inline backend::StoredIndex stored_index() { return {{}, "id", "2024-01-01T00:00:00.000000Z"}; }

/// A document of one title, ready for a database.
inline index::IndexedDocument document(const std::string& id, const std::string& title) {
  analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  const schema::Json json{{"id", id}, {"title", title}};
  return index::index_document(json, {}, "id", analyzer);
}

/// Writes an empty database and then, in one batch, a document for each title, with the ids 0, 1, 2 …
inline void create_database(const std::filesystem::path& directory, const std::vector<std::string>& titles = {}) {
  backend::Writer::create(directory, stored_index());
  backend::Writer writer(directory, std::chrono::seconds(20));
  for (std::size_t i = 0; i < titles.size(); ++i) {
    writer.put(document(std::to_string(i), titles[i]));
  }
  writer.commit();
}

/// Builds a database of one shard for each list of ids.
inline void build_database(const std::filesystem::path& scratch, const std::filesystem::path& directory,
                           const std::vector<std::vector<std::string>>& shards) {
  std::vector<std::filesystem::path> paths;
  for (const auto& ids : shards) {
    paths.push_back(scratch / ("shard-" + std::to_string(paths.size())));
    backend::BuildShard shard(paths.back());
    for (const auto& id : ids) {
      shard.add(document(id, "judul " + id));
    }
    shard.finish(stored_index());
  }
  backend::merge_shards(paths, directory);
}

inline std::uint64_t count(const std::filesystem::path& directory) {
  return backend::Snapshot(directory).stats().documents;
}

}  // namespace telusur::test
