#pragma once

#include <xapian.h>

#include "query/ast.hpp"

namespace telusur::backend {

/// What a document gains for each word of a query that its title has, the more, the fewer words the title has: the
/// title is a field with frequencies and a length of its own. Synonyms, translations and corrections count as they do
/// in a text, where the title has not the word itself. An empty query where no title has a word of it, and for a query
/// with operators.
Xapian::Query plan_title_words(const query::Query& query, const Xapian::Database& database);

}  // namespace telusur::backend
