#pragma once

#include <xapian.h>

#include <vector>

#include "backend/word_plan.hpp"

namespace telusur::backend {

/// Planned words as Xapian's operators: slower than a `word_query`, and what an explanation can take apart.
/// @param joined_by joins words and groups
Xapian::Query word_operators(const std::vector<GroupPlan>& groups, Xapian::Query::op joined_by);

}  // namespace telusur::backend
