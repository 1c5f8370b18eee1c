#pragma once

#include <xapian.h>

#include "backend/score_plan.hpp"
#include "backend/word_merger.hpp"

namespace telusur::backend {

/// Planned words as a query of one posting source, which scores by itself: it must not be scaled. `help` must outlive
/// the searches.
Xapian::Query word_source(ScorePlan plan, const SearchHelp& help);

}  // namespace telusur::backend
