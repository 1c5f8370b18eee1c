#pragma once

#include <vector>

#include "backend/term_statistics.hpp"
#include "backend/title_gain.hpp"
#include "query/ast.hpp"

namespace telusur::backend {

/// What a document gains for each word of a query that its title has, the more, the fewer words the title has: the
/// title is a field with frequencies and a length of its own. Synonyms, translations and corrections count as they do
/// in a text, where the title has not the word itself. Nothing where no title has a word of it.
std::vector<TitleGain> plan_title_words(const query::Query& query, const TermStatistics& statistics);

}  // namespace telusur::backend
