#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <unordered_map>

namespace telusur::backend {

/// What a database knows about its terms, each asked of it once: a look-up costs as much as reading a short posting
/// list. One thread at a time; the database must outlive it and stay as it is until `forget`.
class TermStatistics {
 public:
  explicit TermStatistics(const Xapian::Database& database) : database_(database) {}
  TermStatistics(const TermStatistics&) = delete;
  TermStatistics& operator=(const TermStatistics&) = delete;

  const Xapian::Database& database() const noexcept { return database_; }

  /// Documents that have the term.
  Xapian::doccount frequency(const std::string& term) const;
  bool has(const std::string& term) const { return frequency(term) > 0; }

  /// No document has a higher count of the term.
  Xapian::termcount wdf_bound(const std::string& term) const;

  /// The bound that Xapian 1.4 goes by when it tells the best score of a term: all of its counts but the first one.
  Xapian::termcount loose_wdf_bound(const std::string& term) const;

  /// For when the database has changed.
  void forget() { known_.clear(); }

  /// Terms that are remembered at most: a megabyte or two.
  static constexpr std::size_t kMaxTerms = 20'000;

 private:
  struct Known {
    Xapian::doccount frequency = 0;
    Xapian::termcount wdf_bound = 0;  ///< 0: not asked for yet
    Xapian::termcount loose_wdf_bound = 0;
  };

  Known& known(const std::string& term) const;

  const Xapian::Database& database_;
  mutable std::unordered_map<std::string, Known> known_;
};

}  // namespace telusur::backend
