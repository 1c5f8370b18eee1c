#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>

namespace telusur::backend {

/// What documents gain that are fresh.
struct Decay {
  std::size_t place = 0;      ///< of the attribute with a date in the list of ordered attributes
  double half_life_days = 1;  ///< above 0: after so long half of it is left
  double weight = 0;          ///< above 0: share of the best score possible that a document of now gains
};

/// Documents with a date, each with a weight of `highest` for those of `now` and later, and half of it for each
/// half-life before.
/// @param now in seconds since 1970
Xapian::Query decay_query(const Decay& decay, double highest, double now);

}  // namespace telusur::backend
