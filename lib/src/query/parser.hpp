#pragma once

#include <string_view>

#include "analysis/analyzer.hpp"
#include "query/ast.hpp"

namespace telusur::query {

/// Bytes of a query that are read.
inline constexpr std::size_t kMaxQueryBytes = 4096;
/// Words of a query that are read.
inline constexpr std::size_t kMaxQueryWords = 128;

/// Reads what a person typed: words, "phrases in quotes" (curly ones too; an open one ends with the text), and a hyphen
/// before a word or phrase to leave out documents with it. Nothing is an error: whatever makes no sense is words or
/// nothing. O(text).
Query parse(std::string_view text, analysis::WordAnalyzer& analyzer);

}  // namespace telusur::query
