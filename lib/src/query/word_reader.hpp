#pragma once

#include <cstddef>
#include <string_view>

#include "analysis/analyzer.hpp"
#include "query/ast.hpp"

namespace telusur::query {

/// Blanks between the words of a query.
inline constexpr std::string_view kBlanks = " \t\r\n";

/// Bytes of the quotation mark at `offset`, 0 when there is none.
std::size_t quote_at(std::string_view text, std::size_t offset);

/// The next quotation mark from `offset` on, or the end of the text.
std::size_t find_quote(std::string_view text, std::size_t offset);

/// A hyphen counts only where a word begins, and only before something: "back-end" and "a - b" hold none.
/// @param openers what a word may begin after, beside blanks.
bool minus_at(std::string_view text, std::size_t offset, std::string_view openers = {});

/// What a query asks for by a word of its text.
QueryWord query_word(const analysis::WordToken& token);

}  // namespace telusur::query
