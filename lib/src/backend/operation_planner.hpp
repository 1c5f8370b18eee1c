#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>

#include "query/ast.hpp"

namespace telusur::backend {

/// Plans `count` clauses of a query from `first` on.
using ClausesPlanner = std::function<Xapian::Query(std::size_t first, std::size_t count)>;

/// Plans the operation of a query that has one. Groups without an operator between them are demands, like phrases.
/// @param words_operator joins words side by side.
Xapian::Query plan_operation(const query::Query& query, Xapian::Query::op words_operator,
                             const ClausesPlanner& plan_clauses);

}  // namespace telusur::backend
