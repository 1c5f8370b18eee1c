#pragma once

#include <xapian.h>

#include <functional>
#include <string_view>

#include "backend/time_budget.hpp"

namespace telusur::backend {

/// Says whether a document passes by the value that it has in a slot.
using SlotTest = std::function<bool(std::string_view value)>;

/// The documents whose value in `slot` passes `test`, at no weight. Documents without a value do not. It looks at each
/// document that the rest of the query leaves: Xapian's own range queries see one value a slot, and these hold several.
/// @param budget until it is used up; null: no end. Must outlive the query.
Xapian::Query slot_filter(Xapian::valueno slot, SlotTest test, TimeBudget* budget = nullptr);

}  // namespace telusur::backend
