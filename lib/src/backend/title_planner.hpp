#pragma once

#include <vector>

#include "backend/term_statistics.hpp"
#include "backend/title_gain.hpp"
#include "query/ast.hpp"

namespace telusur::backend {

/// What a document gains whose title begins with the words of a query, or is made of them: nothing where no document
/// has such a title. The last word may be unfinished, and misspelled words are read as their corrections. Queries with
/// phrases, excluded words or operators are none of a title.
std::vector<TitleGain> plan_title(const query::Query& query, const TermStatistics& statistics);

}  // namespace telusur::backend
