#pragma once

#include <string>

#include "analysis/bilingual/translations.hpp"
#include "query/ast.hpp"

namespace telusur::query {

/// What a query is expanded with; nullptr = not at all. Both must outlive the call.
struct ExpansionTables {
  const analysis::TermTable* synonyms = nullptr;
  const analysis::Translations* translations = nullptr;
};

/// Gives the words of a query, and the phrases that its adjacent words make, their alternatives (`Query::expansions`).
///
/// Synonyms are taken for every word and for the longest phrase at a place, up to 200 for a query; a translation does
/// not hide a phrase of theirs. So are translations, but for function words
/// and for the words inside a phrase that is translated as a whole ("basis data" is not a base of data). A word of both
/// languages (air) is translated out of the language of the query's other words, and both ways when those tell nothing.
/// An alternative has no alternatives of its own: chains are not followed. What is quoted or excluded stays as it is.
void expand(Query& query, const ExpansionTables& tables, analysis::WordAnalyzer& analyzer);

/// The place for alternatives of `count` clauses from `first` on: those that they have, or new ones; nullptr when
/// another phrase has one of the words. Lasts until the next call.
Expansion* expansion_of(Query& query, std::size_t first, std::size_t count = 1);

/// The alternatives in a form to read and to test: `gaji ~ salary | basis data ~ database`, synonyms after `=`,
/// completions after `+`, corrections after `?`.
std::string describe_expansions(const Query& query);

}  // namespace telusur::query
