#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "analysis/analyzer.hpp"
#include "query/ast.hpp"

namespace telusur::query {

/// One piece of a query with operators.
struct Lexeme {
  enum class Kind { kOpen, kClose, kAnd, kOr, kNot, kNear, kWords, kPhrase };
  Kind kind = Kind::kWords;
  /// Of kWords a kWord each, of kPhrase one; of an operator the words that it is where it makes no sense.
  std::vector<Clause> clauses = {};
  std::uint32_t distance = 0;  ///< of kNear
};

/// The pieces of a query, and whether it had too many words.
struct Lexemes {
  std::vector<Lexeme> pieces;  ///< those with words have one or more
  bool truncated = false;
};

/// Tells whether something is the name of an attribute that is searched.
using IsAttribute = std::function<bool(std::string_view name)>;

/// Cuts a query into parentheses, operators (AND OR NOT NEAR NEAR/5, a hyphen before a word), phrases and words, up to
/// `most_words` of these, with the name of an attribute and a colon before them where `is_attribute` says so. O(text).
Lexemes cut_query(std::string_view text, analysis::WordAnalyzer& analyzer, std::size_t most_words,
                  const IsAttribute& is_attribute = {});

/// The pieces with operators only where they have operands, the others as words, and parentheses only in pairs that
/// hold something and lie at most kMaxQueryDepth within one another.
std::vector<Lexeme> make_sense(std::vector<Lexeme> pieces);

}  // namespace telusur::query
