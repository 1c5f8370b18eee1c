#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "analysis/analyzer.hpp"
#include "backend/writer.hpp"
#include "base/pool.hpp"
#include "engine/index_store.hpp"
#include "schema/json.hpp"
#include "telusur/index.hpp"
#include "telusur/settings.hpp"

namespace telusur::engine {

/// A batch of changes to one generation of an index: its open writer, and what analyses the documents. Call it with the
/// index's write lock, unless the generation is one's own. One thread.
///
/// While a rebuild of the index is under way, each change is kept for it in the same commit, for `apply`.
class Batch {
 public:
  Batch(const IndexStore& store, std::filesystem::path directory, const backend::ChangesKept& kept);

  const backend::StoredIndex& stored() const noexcept { return writer_.stored(); }

  /// True when the batch has changes that others of its changes would not see before its commit.
  bool changed() const noexcept { return changed_; }

  /// Takes documents: all, or none where one has a bad id. @throws Error as Index::add_json.
  void put(const std::vector<schema::Json>& documents, const WriteOptions& options);

  bool remove(std::string_view id);

  /// Removes what passes a filter of what was committed; the batch must have no other changes.
  std::uint64_t remove_matching(std::string_view filter);

  void set_primary_key(std::string_view attribute);

  /// Changes the settings and indexes every document anew where they ask for it; the batch must have no other changes.
  void set_settings(const Settings& settings);

  /// Makes a change again that another batch kept, to another generation. False when this batch has changes that must
  /// be committed before. @throws Error what the change throws, which the generation cannot take.
  bool apply(const schema::Json& change);

  /// Commits as Index::commit says. The batch cannot be used afterwards, whether it succeeds or throws.
  void commit(std::uint64_t task);

 private:
  void keep(const schema::Json& change);

  const IndexStore& store_;
  const std::filesystem::path directory_;
  backend::Writer writer_;
  std::optional<base::Pool<analysis::WordAnalyzer>::Lease> analyzer_;  // as the settings need it; never empty
  bool changed_ = false;
};

}  // namespace telusur::engine
