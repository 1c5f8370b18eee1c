#pragma once

#include <xapian.h>

#include "query/ast.hpp"

namespace telusur::backend {

/// What a document gains whose title begins with the words of a query, or is made of them: an empty query where no
/// document has such a title. The last word may be unfinished, and misspelled words are read as their corrections.
/// Queries with phrases, excluded words or operators are none of a title.
Xapian::Query plan_title(const query::Query& query, const Xapian::Database& database);

}  // namespace telusur::backend
