#pragma once

#include <string_view>

#include "analysis/analyzer.hpp"
#include "query/ast.hpp"
#include "query/syntax_lexer.hpp"
#include "telusur/options.hpp"

namespace telusur::query {

/// Parentheses of a query within one another; deeper ones are ignored.
inline constexpr std::size_t kMaxQueryDepth = 16;
/// Words of a query that may end with *; the star of others is ignored.
inline constexpr std::size_t kMaxQueryWildcards = 4;

/// Reads what a person typed: words, "phrases in quotes" (curly ones too; an open one ends with the text), and a hyphen
/// before a word or phrase to leave out documents with it. Nothing is an error: whatever makes no sense is words or
/// nothing. O(text).
Query parse(std::string_view text, analysis::WordAnalyzer& analyzer, const SearchLimits& limits = {});

/// Reads a query with operators: those of `parse`, AND, OR, NOT, parentheses, `word*` and NEAR/5. Operators are upper
/// case. NOT and NEAR bind closest, then words side by side, then AND, then OR. Nothing is an error: an operator
/// without operands is a word, a parenthesis without a partner is nothing. In what is left out a star is ignored.
/// `title:word` and `title:"a phrase"` are looked for in that attribute, where `is_attribute` knows it; the words near
/// another in the attribute of the first one. O(text).
Query parse_full(std::string_view text, analysis::WordAnalyzer& analyzer, const SearchLimits& limits = {},
                 const IsAttribute& is_attribute = {});

}  // namespace telusur::query
