#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

#include "backend/sort_key.hpp"

namespace telusur::backend {

/// A document and its weight.
struct WeighedDocument {
  Xapian::docid id = 0;
  double weight = 0;
  std::string group = {};  ///< as RankedDocument::group
};

/// How documents of nearly the same score are ordered: the scores from 1 down to 0 are cut into bands, and `criteria`
/// order those of one.
struct BandedOrder {
  double width = 1;  ///< above 0, at most 1
  std::vector<SortCriterion> criteria = {};
};

/// As many documents of the bands at the end of a page are looked at; the rest of them keeps the order of scores.
inline constexpr Xapian::doccount kMaxBanded = 10'000;

/// A part of the ranking of `enquire`.
///
/// Costs a second search down to the end of the last document's band where the ranking does not end before.
/// @param depth documents that were asked for, from the first one on
/// @param found them, in the order of scores; more of the ranking may follow
/// @param best the weight of the best score possible, above 0
/// @param min_weight the cutoff of `enquire`
/// @return the same number of documents, in their order
std::vector<WeighedDocument> banded(Xapian::Enquire& enquire, const BandedOrder& order, const Xapian::MSet& found,
                                    Xapian::doccount depth, double best, double min_weight);

}  // namespace telusur::backend
