#pragma once

#include <xapian.h>

namespace telusur::backend {

/// What a least score is lowered by: a hit's own score, given back as the least one, must not fail to be reached for
/// the last bit.
inline constexpr double kScoreRounding = 1e-9;

/// The weights that all searches share: BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
/// Beyond", 2009) over weighted counts, as Xapian 1.4 has it, to the last bits. Immutable.
///
/// A count of `wdf` in a document weighs `weight * wdf / (wdf + damping(length))`.
class Bm25 {
 public:
  /// Over the documents of `database`. Microseconds.
  explicit Bm25(const Xapian::Database& database);

  /// The same, for Xapian.
  static Xapian::BM25Weight for_xapian();

  /// The weight of what is in `frequency` documents, times `factor`.
  double weight(Xapian::doccount frequency, double factor) const;

  /// What the counts of a document of this length are damped by.
  double damping(Xapian::termcount length) const;

  /// The most that counts up to `wdf` can weigh in any document.
  double highest(double weight, Xapian::termcount wdf) const;

  Xapian::doccount documents() const noexcept { return documents_; }
  Xapian::termcount longest() const noexcept { return longest_; }  ///< no document is longer

 private:
  Xapian::doccount documents_;
  double per_mean_length_;
  Xapian::termcount shortest_;
  Xapian::termcount longest_;
};

}  // namespace telusur::backend
