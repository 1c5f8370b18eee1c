#include "backend/bm25.hpp"

#include <algorithm>
#include <cmath>

#include "index/document_terms.hpp"

namespace telusur::backend {

namespace {

// BM25's k1 and b, k1 as Xapian has it, in units of the weighted counts.
constexpr double kK1 = 1.0 * index::kWdfScale;
constexpr double kB = 0.75;
/// Xapian's k3, which says nothing of a word that is asked for once.
constexpr double kK3 = 1;
/// Shortest document length, as a share of the mean, that still raises a score: Xapian's min_normlen.
constexpr double kMinNormalLength = 0.5;

}  // namespace

Bm25::Bm25(const Xapian::Database& database)
    : documents_(database.get_doccount()),
      per_mean_length_(database.get_average_length()),
      shortest_(database.get_doclength_lower_bound()),
      longest_(database.get_doclength_upper_bound()) {
  per_mean_length_ = per_mean_length_ > 0 ? 1 / per_mean_length_ : 0;
}

Xapian::BM25Weight Bm25::for_xapian() { return {kK1, 0, kK3, kB, kMinNormalLength}; }

double Bm25::weight(Xapian::doccount frequency, double factor) const {
  double odds = (documents_ - frequency + 0.5) / (frequency + 0.5);
  if (odds < 2) {
    odds = odds * 0.5 + 1;  // what is in many documents weighs little, but never less than nothing
  }
  return std::log(odds) * factor * (kK1 + 1);
}

double Bm25::damping(Xapian::termcount length) const {
  const double normal = std::max(length * per_mean_length_, kMinNormalLength);
  return kK1 * (normal * kB + (1 - kB));
}

double Bm25::highest(double weight, Xapian::termcount wdf) const {
  // A document is no shorter than its counts.
  const double denominator = damping(std::max(wdf, shortest_)) + wdf;
  return weight * (wdf / denominator);
}

}  // namespace telusur::backend
