#include "search/read_query.hpp"

#include <algorithm>

#include "query/expansion.hpp"
#include "query/parser.hpp"
#include "schema/settings.hpp"
#include "search/completion.hpp"

namespace telusur::search {

ReadQuery read_query(const backend::Snapshot& snapshot, const SearchRequest& request,
                     const SearchResources& resources) {
  const bool full = request.query_syntax == QuerySyntax::kFull;
  ReadQuery read{full ? query::parse_full(request.q, resources.analyzer) : query::parse(request.q, resources.analyzer),
                 {}};
  query::Query& query = read.query;
  const Settings& settings = snapshot.stored().settings;
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
