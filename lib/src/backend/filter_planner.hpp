#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

#include "backend/time_budget.hpp"
#include "query/filter.hpp"

namespace telusur::backend {

/// Turns a filter into a Xapian query that matches its documents and weighs nothing.
///
/// A document that lacks an attribute satisfies none of its conditions, and so satisfies each that is negated. Texts
/// are equal whatever their case, and a number that is written as one equals that number; comparisons take numbers and
/// dates.
/// @param filterable the attributes of the settings, among them all that `filter` names.
/// @param budget     of the search, which must look at no document once it is used up: what is planned then is not the
///                   whole filter. Null: any time. Must outlive the query.
Xapian::Query plan_filter(const query::Filter& filter, const std::vector<std::string>& filterable,
                          const Xapian::Database& database, TimeBudget* budget = nullptr);

/// Values that a condition asks for by their terms; for more of them the documents' values are looked through.
inline constexpr std::size_t kMaxValueTerms = 1000;

}  // namespace telusur::backend
