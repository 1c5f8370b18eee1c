#pragma once

#include <xapian.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace telusur::backend {

/// The lengths of the documents of a database, four bytes for each. Immutable.
class DocumentLengths {
 public:
  /// O(documents). Xapian's errors pass.
  explicit DocumentLengths(const Xapian::Database& database);

  /// That of a document of the database.
  Xapian::termcount of(Xapian::docid id) const { return lengths_[id]; }

 private:
  std::vector<Xapian::termcount> lengths_;  // by document; those that are not there: 0
};

/// The document lengths of an index, read once for all of its snapshots. Thread-safe.
///
/// They are read when as much has been spent on asking the database for single lengths as reading all of them costs: so
/// many small commits cost at most twice of what was spent without it, and an index that is seldom searched nothing.
class DocumentLengthCache {
 public:
  /// Those of this state of the database, or nothing: then ask the database, and count that.
  std::shared_ptr<const DocumentLengths> lengths(const Xapian::Database& database);

  void count_asked(std::uint64_t times) { asked_.fetch_add(times, std::memory_order_relaxed); }

  /// So many documents are read at once: in less than a millisecond.
  static constexpr Xapian::doccount kAtOnce = 10'000;
  /// Asking for one length costs as much as reading so many.
  static constexpr std::uint64_t kCostOfOne = 4;
  /// Where the ids of documents are so many times as high as their number, lengths by id would waste memory.
  static constexpr std::uint64_t kMaxSpread = 4;

 private:
  using Lengths = std::shared_ptr<const DocumentLengths>;

  /// Those of a revision, null for one that a later one has replaced; nothing when they are still to be read.
  std::optional<Lengths> known(std::uint64_t revision);
  bool is_worth_reading(const Xapian::Database& database) const;

  std::mutex mutex_;  // guards made_ and revision_
  Lengths made_;
  std::uint64_t revision_ = 0;
  std::mutex reading_;  // held by the one that reads
  std::atomic<std::uint64_t> asked_ = 0;
};

}  // namespace telusur::backend
