#pragma once

#include <xapian.h>

#include <vector>

#include "backend/relaxation.hpp"
#include "backend/term_statistics.hpp"
#include "backend/word_merger.hpp"
#include "query/ast.hpp"
#include "telusur/search.hpp"

namespace telusur::backend {

/// What words become in a plan.
enum class PlanForm {
  kSources,    ///< posting sources that read each list once: see `word_source`
  kOperators,  ///< Xapian's operators, for an explanation to walk down: see `word_operators`
};

/// Translates a parsed query into Xapian's, for one database.
///
/// A word matches in any of its forms (as one term of the union's frequency), and more strongly as it was typed; a
/// phrase matches words as they are, side by side. Excluded clauses take documents out. Function words count little
/// beside other words. A word or phrase of several words is also found by its alternatives (`Query::expansions`), the
/// best of which counts instead of it, in the order of their origins: a synonym less than the word, a translation less
/// than a synonym. Completions count the more, the likelier it is that the word is unfinished. An empty query matches
/// every document with weight 0. What an operation leaves out, it leaves out as it is typed, like excluded clauses.
/// @param help of the sources; must outlive the searches for the plan
/// @param demanded what documents have to have besides; nothing of a query with operators. It changes no score.
Xapian::Query plan_query(const query::Query& query, MatchingStrategy strategy, const TermStatistics& statistics,
                         PlanForm form, const SearchHelp& help = {}, const Stage& demanded = {});

/// The documents that plan_query() finds with something `demanded`, whose weights mean nothing. `help` as there.
Xapian::Query plan_demands(const query::Query& query, const Stage& demanded, const TermStatistics& statistics,
                           const SearchHelp& help);

/// Documents with these words as they are, side by side.
Xapian::Query phrase_query(const std::vector<query::QueryWord>& words);

}  // namespace telusur::backend
