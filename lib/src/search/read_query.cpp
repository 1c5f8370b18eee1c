#include "search/read_query.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "query/expansion.hpp"
#include "query/parser.hpp"
#include "schema/settings.hpp"
#include "search/completion.hpp"
#include "text/normalize.hpp"

namespace telusur::search {

namespace {

/// Stop words of the settings count and are treated as function words of a language.
void mark_stop_words(query::Query& query, const std::vector<std::string>& stop_words) {
  if (stop_words.empty() || query.clauses.empty()) {
    return;
  }
  std::set<std::string> folded;
  std::transform(stop_words.begin(), stop_words.end(), std::inserter(folded, folded.end()), text::fold_word);
  for (auto& clause : query.clauses) {
    if (clause.kind == query::Clause::Kind::kWord && folded.contains(clause.words.front().surface)) {
      clause.words.front().function_word = true;
      clause.words.front().known = true;
    }
  }
}

}  // namespace

ReadQuery read_query(const backend::Snapshot& snapshot, const SearchRequest& request,
                     const SearchResources& resources) {
  const bool full = request.query_syntax == QuerySyntax::kFull;
  ReadQuery read{full ? query::parse_full(request.q, resources.analyzer) : query::parse(request.q, resources.analyzer),
                 {}};
  query::Query& query = read.query;
  const Settings& settings = snapshot.stored().settings;
  mark_stop_words(query, settings.stop_words);
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
  return read;
}

}  // namespace telusur::search
