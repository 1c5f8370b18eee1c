#pragma once

#include "backend/slot_filter.hpp"
#include "query/filter.hpp"

namespace telusur::backend {

/// What a condition on places (kInRadius, kInBox, kInPolygon) asks of the place in layout::kPlaceSlot. O(its corners) a
/// document.
SlotTest place_test(const query::Filter& condition);

}  // namespace telusur::backend
