#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace telusur::text {

/// Bytes of a text that decide its place.
inline constexpr std::size_t kCollatedBytes = 128;
/// Bytes of a key. Letters of most scripts take no more of it than of UTF-8, so only rare texts reach this.
inline constexpr std::size_t kMaxCollationKeyBytes = 256;

/// Bytes that order as the texts do by Unicode's collation with the root order of CLDR, which Indonesian and English
/// share: blanks, then punctuation, symbols, digits, letters. Digits next to each other count by the number that they
/// make, without leading zeros. Where base letters are the same accents decide, and then the small differences, such as
/// case: hand in what text::fold_text gives where that must not count.
///
/// Reads the first kCollatedBytes. Controls, NUL too, count for nothing; invalid UTF-8 counts as U+FFFD. A key holds no
/// NUL and has at most kMaxCollationKeyBytes: texts whose keys would be longer may be equal. Keys of two versions of
/// ICU cannot be compared. About 1 µs for a title. Thread-safe.
///
/// @throws Error kIo when ICU's data is missing
std::string collation_key(std::string_view text);

}  // namespace telusur::text
