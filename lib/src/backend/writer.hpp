#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "backend/change_log.hpp"
#include "backend/stored_index.hpp"
#include "index/document_terms.hpp"

namespace telusur::backend {

/// One batch of changes to an index: all of it is applied by `commit`, or nothing is.
///
/// Holds Xapian's write lock of the directory for its whole life. One thread. Memory is bounded: what was
/// written goes to the disk within the transaction each 10,000 documents, Xapian's default, and each megabyte.
class Writer {
 public:
  /// Opens the database for writing, waiting for another writer at most `wait`.
  /// @throws Error kBusy, kPermission, kCorrupt, kWrongFormat.
  Writer(std::filesystem::path directory, std::chrono::milliseconds wait);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  const StoredIndex& stored() const noexcept;
  void set_stored(StoredIndex stored);

  /// Adds a document or replaces the one with its id.
  void put(const index::IndexedDocument& document);

  /// False when no document has this id.
  bool remove(std::string_view id);

  /// Documents that the batch leaves.
  std::uint64_t documents() const;

  /// The stored JSON of the document with this id as the batch leaves it, or nothing.
  std::optional<std::string> document(std::string_view id) const;

  /// Calls `visit` with the stored JSON of every document of the batch's state, in the order of adding, and puts what
  /// it returns in its place. O(index).
  void rewrite(const std::function<index::IndexedDocument(std::string_view)>& visit);

  /// Says who the changes of the batch are kept for, and forgets those that are kept for others. Before the first
  /// change.
  void keep_changes(const ChangesKept& kept);
  /// Keeps a change, where they are kept.
  void keep(std::string_view change);
  bool keeps_changes() const noexcept;

  /// Makes the batch durable. The writer cannot be used afterwards, whether it succeeds or throws.
  /// @throws Error kNoSpace, kIo: nothing was applied.
  void commit();

  /// Creates an empty index in `directory`, which must not exist yet, durably.
  static void create(const std::filesystem::path& directory, const StoredIndex& stored);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace telusur::backend
