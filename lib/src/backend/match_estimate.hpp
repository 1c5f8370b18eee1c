#pragma once

#include <xapian.h>

#include <vector>

namespace telusur::backend {

/// How many documents combinations of parts are in, as if the parts knew nothing of each other: what Xapian 1.4 takes
/// for the frequency of an OP_SYNONYM and its parts, with its order and rounding.
class MatchEstimate {
 public:
  explicit MatchEstimate(Xapian::doccount documents) : documents_(documents) {}

  Xapian::doccount any(std::vector<Xapian::doccount> parts) const;
  Xapian::doccount all(const std::vector<Xapian::doccount>& parts) const;
  Xapian::doccount without(Xapian::doccount part, Xapian::doccount excluded) const;
  /// Words side by side, which are in so many documents for themselves.
  Xapian::doccount phrase(const std::vector<Xapian::doccount>& words) const { return all(words) / 4; }

 private:
  const double documents_;
};

}  // namespace telusur::backend
