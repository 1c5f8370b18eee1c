#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/segment.hpp"

namespace telusur::text {

/// True for the ASCII letters, digits and the underscore.
constexpr bool is_word_byte(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// True for the ASCII characters at which no word ever goes on, whatever comes before and after them.
constexpr bool is_blank_byte(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Appends the words of `text` from `at` up to the next blank to `words` and returns where it stopped: at the blank, at
/// the end, or at the first byte that is not ASCII; then the words of this stretch are not to be relied on.
///
/// The same rules as `Segmenter` follows through ICU (UAX #29, WB5 to WB13b, for the characters that ASCII has), at a
/// tenth of the time. Linear.
std::size_t scan_ascii_words(std::string_view text, std::size_t at, std::vector<Segment>& words);

}  // namespace telusur::text
