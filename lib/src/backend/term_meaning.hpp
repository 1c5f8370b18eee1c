#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "query/ast.hpp"
#include "telusur/search.hpp"

namespace telusur::backend {

/// What the terms of a planned query stand for. Immutable; `query` must outlive it.
class TermMeanings {
 public:
  /// A kind, and the clauses that it belongs to.
  struct Meaning {
    ScoreKind kind = ScoreKind::kOther;
    std::size_t first = 0;
    std::size_t count = 0;  ///< 0: the whole query, or nothing that is known
  };

  explicit TermMeanings(const query::Query& query);

  /// What a part of the plan stands for.
  /// @param terms of the part, in the order of the plan: the typed word comes before what stands for it.
  /// @param present those of them that a document has; not empty.
  Meaning of(const std::vector<std::string>& terms, const std::vector<std::string>& present) const;

  /// What words side by side, or near each other, stand for.
  Meaning of_phrase(const std::vector<std::string>& terms) const;

 private:
  void add_typed(std::size_t clause, const query::QueryWord& word);
  void add_alternative(const query::Expansion& expansion, const query::Alternative& alternative);
  void add_title_words(const query::QueryWord& word, const Meaning& meaning);
  /// The clause whose word has this term; the number of clauses where none has.
  std::size_t clause_of(const std::string& term) const;

  const query::Query& query_;
  std::vector<std::set<std::string>> typed_;  // by clause: the terms of its word in any form
  std::multimap<std::string, Meaning> alternatives_;
  std::map<std::string, Meaning> title_words_;  // by their terms in titles
};

}  // namespace telusur::backend
