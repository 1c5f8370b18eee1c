#include "search/completion.hpp"

#include "analysis/language.hpp"
#include "query/expansion.hpp"

namespace telusur::search {

namespace {

/// Looked at to find kMaxCompletions that say something.
constexpr std::size_t kLookedAt = 2 * kMaxCompletions;

}  // namespace

const query::Clause* unfinished_clause(const query::Query& query) {
  return query.clauses.empty() || !query.clauses.back().open_end ? nullptr : &query.clauses.back();
}

void complete(query::Query& query, const backend::Vocabulary& vocabulary) {
  const auto* clause = unfinished_clause(query);
  if (clause == nullptr) {
    return;
  }
  const std::string& beginning = clause->words.front().surface;
  std::uint64_t documents = 0;
  std::vector<query::Alternative> completions;
  for (const auto& word : vocabulary.completions(beginning, kLookedAt)) {
    const bool affordable = completions.empty() || documents + word.documents <= kMaxCompletionDocuments;
    if (affordable && completions.size() < kMaxCompletions && !analysis::is_function_word(word.text)) {
      documents += word.documents;
      completions.push_back({query::Alternative::Origin::kCompletion, {{std::string(word.text), {}}}});
    }
  }
  if (completions.empty()) {
    return;
  }
  auto* expansion = query::expansion_of(query, query.clauses.size() - 1);
  const auto typed = static_cast<double>(vocabulary.documents(beginning));
  expansion->unfinished = static_cast<double>(documents) / (static_cast<double>(documents) + typed);
  expansion->alternatives.insert(expansion->alternatives.end(), completions.begin(), completions.end());
}

void complete_wildcards(query::Query& query, const backend::Vocabulary& vocabulary) {
  for (std::size_t i = 0; i < query.clauses.size(); ++i) {
    if (!query.clauses[i].wildcard || query.clauses[i].kind != query::Clause::Kind::kWord) {
      continue;
    }
    std::uint64_t documents = 0;
    const auto words = vocabulary.completions(query.clauses[i].words.front().surface, kMaxWildcardWords);
    for (const auto& word : words) {
      documents += word.documents;
      if (documents > kMaxWildcardDocuments) {
        break;
      }
      auto* expansion = query::expansion_of(query, i);
      expansion->unfinished = 1;
      expansion->alternatives.push_back({query::Alternative::Origin::kCompletion, {{std::string(word.text), {}}}});
    }
  }
}

}  // namespace telusur::search
