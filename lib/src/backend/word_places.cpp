#include "backend/word_places.hpp"

#include <algorithm>

#include "backend/layout.hpp"

namespace telusur::backend {

namespace {

using Query = Xapian::Query;

void add_existing(std::vector<std::string>& terms, std::string term, const TermStatistics& statistics) {
  if (statistics.has(term) && std::find(terms.begin(), terms.end(), term) == terms.end()) {
    terms.push_back(std::move(term));
  }
}

Query any_of_terms(const std::vector<std::string>& terms) { return {Query::OP_OR, terms.begin(), terms.end()}; }

}  // namespace

void WordPlaces::add(const std::string& term, const query::AttributeScope& scope, const TermStatistics& statistics) {
  if (!scope.is_limited()) {
    add_existing(terms, term, statistics);
    return;
  }
  for (const auto& name : scope.names) {
    add_existing(terms, layout::attribute_word_term(name, term), statistics);
    add_existing(largest, layout::largest_term(name), statistics);
  }
  if (!largest.empty() && statistics.has(term)) {
    words.push_back({term, layout::not_in_largest_term(term)});
  }
}

Query places_query(const WordPlaces& places) {
  std::vector<Query> any{any_of_terms(places.terms)};
  const Query largest = any_of_terms(places.largest);
  for (const auto& [term, elsewhere] : places.words) {
    any.emplace_back(Query::OP_AND, largest, Query(Query::OP_AND_NOT, Query(term), Query(elsewhere)));
  }
  return {0, Query(Query::OP_OR, any.begin(), any.end())};
}

}  // namespace telusur::backend
