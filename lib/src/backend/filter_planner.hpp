#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

#include "query/filter.hpp"

namespace telusur::backend {

/// Turns a filter into a Xapian query that matches its documents and weighs nothing.
///
/// A document that lacks an attribute satisfies none of its conditions, and so satisfies each that is negated. Texts
/// are equal whatever their case, and a number that is written as one equals that number; comparisons take numbers and
/// dates.
/// @param filterable the attributes of the settings, among them all that `filter` names.
Xapian::Query plan_filter(const query::Filter& filter, const std::vector<std::string>& filterable,
                          const Xapian::Database& database);

/// Values that a condition asks for by their terms; for more of them the documents' values are looked through.
inline constexpr std::size_t kMaxValueTerms = 1000;

}  // namespace telusur::backend
