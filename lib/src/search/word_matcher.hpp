#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "analysis/analyzer.hpp"
#include "query/ast.hpp"

namespace telusur::search {

/// Tells which words of a text a query asks for: its words in any of their forms, and those of its alternatives, the
/// ones of a phrase only side by side. Immutable.
class WordMatcher {
 public:
  explicit WordMatcher(const query::Query& query);

  /// Words of the query that a text may have; those of its alternatives stand for them.
  std::size_t words() const noexcept { return words_; }

  /// For each token of a text, in order, whether it matches. O(tokens), but for phrases that begin alike.
  std::vector<bool> match(const std::vector<analysis::WordToken>& tokens) const;

 private:
  using Forms = std::set<std::string, std::less<>>;

  /// What a word by itself is to the query.
  struct Role {
    bool matches = false;
    bool begins_phrase = false;
  };

  Role role_of(const analysis::WordToken& token) const;
  void add_alternative(const query::Alternative& alternative);

  std::size_t words_ = 0;
  Forms forms_;
  std::vector<std::vector<Forms>> phrases_;                               ///< the forms of each of their words
  std::multimap<std::string, std::size_t, std::less<>> phrases_by_form_;  ///< of their first word
};

}  // namespace telusur::search
