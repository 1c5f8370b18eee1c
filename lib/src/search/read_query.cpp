#include "search/read_query.hpp"

#include <algorithm>

#include "backend/searcher.hpp"
#include "query/expansion.hpp"
#include "query/filter.hpp"
#include "query/parser.hpp"
#include "schema/settings.hpp"
#include "search/attribute_scope.hpp"
#include "search/completion.hpp"
#include "search/stop_words.hpp"

namespace telusur::search {

namespace {

/// Stop words of the settings count and are treated as function words of a language.
void mark_stop_words(query::Query& query, const Settings& settings) {
  if (settings.stop_words.empty() || query.clauses.empty()) {
    return;
  }
  const auto folded = folded_stop_words(settings);
  for (auto& clause : query.clauses) {
    if (clause.kind == query::Clause::Kind::kWord && folded.contains(clause.words.front().surface)) {
      clause.words.front().function_word = true;
      clause.words.front().known = true;
    }
  }
}

/// Leaves out corrections by words that no document within what may be seen has: whoever may not see the others must
/// not learn their words.
void leave_visible(std::vector<PlacedCorrection>& corrections, const backend::Snapshot& snapshot,
                   const std::string& within, analysis::WordAnalyzer& analyzer) {
  const backend::Refinement visible{
      backend::PlannedFilter::of(query::parse_filter(within, snapshot.stored().settings.filterable_attributes))};
  std::erase_if(corrections, [&](const PlacedCorrection& placed) {
    // Quoted, since documents with another form of a word do not have it.
    const query::Query words = query::parse('"' + placed.correction.to + '"', analyzer);
    return backend::rank(snapshot, words, MatchingStrategy::kAll, {.limit = 1}, visible).documents.empty();
  });
}

}  // namespace

ReadQuery read_query(const backend::Snapshot& snapshot, const SearchRequest& request,
                     const SearchResources& resources) {
  const bool full = request.query_syntax == QuerySyntax::kFull;
  ReadQuery read{full ? query::parse_full(
                            request.q, resources.analyzer, resources.limits,
                            [&](std::string_view name) { return is_searched(name, snapshot, !request.within.empty()); })
                      : query::parse(request.q, resources.analyzer, resources.limits),
                 {}};
  query::Query& query = read.query;
  set_scopes(query, request, snapshot);
  const Settings& settings = snapshot.stored().settings;
  mark_stop_words(query, settings);
  const bool across = request.cross_language.value_or(schema::searches_both_languages(settings));
  query::expand(query,
                {.synonyms = &snapshot.synonyms(resources.analyzer),
                 .translations = across && !query.clauses.empty() ? &resources.translations() : nullptr},
                resources.analyzer);
  if (settings.prefix_search == PrefixSearch::kDisabled) {
    for (auto& clause : query.clauses) {
      clause.open_end = false;
    }
  }
  if (unfinished_clause(query) != nullptr) {
    complete(query, *snapshot.vocabulary());
  }
  const auto& clauses = query.clauses;
  if (std::any_of(clauses.begin(), clauses.end(), [](const query::Clause& clause) { return clause.wildcard; })) {
    complete_wildcards(query, *snapshot.vocabulary());
  }
  if (settings.typo_tolerance.enabled) {
    read.corrections = correct(query, request.q, snapshot, resources.analyzer);
  }
  if (!request.within.empty()) {
    leave_visible(read.corrections, snapshot, request.within, resources.analyzer);
  }
  return read;
}

}  // namespace telusur::search
