#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/document_lengths.hpp"
#include "backend/stored_index.hpp"
#include "backend/synonym_cache.hpp"
#include "backend/term_statistics.hpp"
#include "backend/vocabulary_cache.hpp"
#include "backend/xapian_error.hpp"
#include "base/pool.hpp"

namespace telusur::backend {

/// What the snapshots of one generation share. Thread-safe.
struct SnapshotCaches {
  SynonymCache synonyms;
  VocabularyCache vocabulary;
  DocumentLengthCache lengths;
};

/// One committed state of an index, open for reading. One thread at a time.
///
/// Lasts until two later commits have reused its blocks: then its calls throw `SnapshotExpired` and the request starts
/// again on a fresh one (see `SnapshotPool::with_snapshot`).
class Snapshot {
 public:
  /// @throws Error kCorrupt, kWrongFormat, kPermission.
  explicit Snapshot(std::filesystem::path directory,
                    std::shared_ptr<SnapshotCaches> caches = std::make_shared<SnapshotCaches>());
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  /// Moves on to the last committed state. Microseconds.
  void refresh();

  const StoredIndex& stored() const noexcept;
  const std::filesystem::path& directory() const noexcept;
  std::uint64_t revision() const noexcept;  ///< grows with each commit
  const Xapian::Database& database() const noexcept;
  const TermStatistics& statistics() const noexcept;  ///< of `database`
  DocumentLengthCache& lengths() const noexcept;      ///< shared with the other snapshots

  /// The synonyms of the settings; made at the first call after they changed, once for all that share the cache.
  const analysis::TermTable& synonyms(analysis::WordAnalyzer& analyzer) const;

  /// The words of the index, or nearly so: see `VocabularyCache`. Made when it is first asked for, once for all that
  /// share the caches.
  std::shared_ptr<const Vocabulary> vocabulary() const;

  /// The stored JSON of the document with this id, or nothing.
  std::optional<std::string> document(std::string_view id) const;

  /// Whether a document has an attribute of this name at its top level.
  bool has_attribute(const std::string& name) const;

  /// The names of all attributes at the top level of documents. O(names).
  std::vector<std::string> attribute_names() const;

  /// Counts; `disk_bytes` stays 0. O(distinct terms).
  IndexStats stats() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Times that a request starts again before its caller is told to come back.
inline constexpr int kMaxSnapshotTries = 3;

/// How often a request had to start again.
class Expiries {
 public:
  explicit Expiries(const std::filesystem::path& directory) : directory_(directory) {}

  /// Counts one, of the snapshot with this revision.
  /// @throws Error at the last one: kBusy, or kCorrupt when nothing was committed between them. Only newer commits can
  /// take blocks away from a snapshot, so that those of the last commit are damaged if they seem to be too new.
  void add(std::uint64_t revision);

 private:
  const std::filesystem::path& directory_;
  int count_ = 0;
  std::uint64_t first_ = 0;
};

/// The snapshots of one generation: one for each thread in use, since a Xapian::Database may not be shared.
/// Thread-safe.
class SnapshotPool {
 public:
  explicit SnapshotPool(std::filesystem::path directory);

  /// Runs `body(const Snapshot&)` on the last committed state, again on a newer one when that expires meanwhile.
  /// @throws Error kBusy or kCorrupt when it expired kMaxSnapshotTries times (see `Expiries`), what `body` throws, and
  /// what opening throws.
  template <typename Body>
  auto with_snapshot(Body&& body) const {
    for (Expiries expiries(directory_);;) {
      std::uint64_t revision = 0;
      try {
        auto snapshot = base::Pool<Snapshot>::borrow(pool_);
        try {
          snapshot->refresh();
          revision = snapshot->revision();
          return body(static_cast<const Snapshot&>(*snapshot));
        } catch (...) {
          // Whatever went wrong may be wrong with the handle.
          snapshot.discard();
          throw;
        }
      } catch (const SnapshotExpired&) {
        expiries.add(revision);
      }
    }
  }

 private:
  std::filesystem::path directory_;
  std::shared_ptr<base::Pool<Snapshot>> pool_;
};

}  // namespace telusur::backend
