#include "search/dropped_terms.hpp"

#include <algorithm>

#include "backend/word_class.hpp"

namespace telusur::search {

namespace {

bool is_present(const query::Alternative& alternative, const backend::Snapshot& snapshot) {
  return std::all_of(alternative.words.begin(), alternative.words.end(),
                     [&](const query::QueryWord& word) { return backend::class_documents(word, snapshot) > 0; });
}

bool has_alternative(const query::Query& query, std::size_t clause, const backend::Snapshot& snapshot) {
  return std::any_of(query.expansions.begin(), query.expansions.end(), [&](const query::Expansion& expansion) {
    return expansion.first <= clause && clause < expansion.first + expansion.count &&
           std::any_of(expansion.alternatives.begin(), expansion.alternatives.end(),
                       [&](const query::Alternative& one) { return is_present(one, snapshot); });
  });
}

}  // namespace

std::vector<std::string> dropped_terms(const query::Query& query, std::string_view text,
                                       const backend::Snapshot& snapshot) {
  std::vector<std::string> dropped;
  for (std::size_t i = 0; i < query.clauses.size(); ++i) {
    const auto& clause = query.clauses[i];
    if (clause.kind == query::Clause::Kind::kWord && !clause.excluded &&
        backend::class_documents(clause.words.front(), snapshot) == 0 && !has_alternative(query, i, snapshot)) {
      dropped.emplace_back(text.substr(clause.offset_bytes, clause.length_bytes));
    }
  }
  return dropped;
}

}  // namespace telusur::search
