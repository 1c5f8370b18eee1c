#pragma once

#include "analysis/analyzer.hpp"
#include "backend/vocabulary.hpp"
#include "query/ast.hpp"

namespace telusur::search {

/// Completions of the last word that are searched for.
inline constexpr std::size_t kMaxCompletions = 40;
/// Documents that have them, added up: each costs about 20 ns. The most frequent completion is searched for in any
/// case.
inline constexpr std::uint64_t kMaxCompletionDocuments = 150'000;

/// The clause with which a query ends, when it may be the beginning of a word; nullptr when it has none.
const query::Clause* unfinished_clause(const query::Query& query);

/// Gives the word with which a query ends the most frequent words that begin with it as alternatives. They count the
/// more, the more often the index has them beside the word as typed. Function words are no completions.
void complete(query::Query& query, const backend::Vocabulary& vocabulary);

/// Words that one with a star stands for, the most frequent ones, and documents that have them, added up.
inline constexpr std::size_t kMaxWildcardWords = 100;
inline constexpr std::uint64_t kMaxWildcardDocuments = 1'000'000;

/// Gives each word with a star the words that begin with it as alternatives.
void complete_wildcards(query::Query& query, const backend::Vocabulary& vocabulary);

}  // namespace telusur::search
