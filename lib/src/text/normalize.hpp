#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace telusur::text {

/// Longest normalised word, in code points; the rest is cut off.
inline constexpr std::size_t kMaxWordCodePoints = 64;
/// Bytes of a word that are read at all: as many as 64 code points can take.
inline constexpr std::size_t kMaxWordBytes = 4 * kMaxWordCodePoints;
/// Most combining marks kept on one base character: normalising long runs of them takes quadratic time.
inline constexpr std::size_t kMaxMarks = 30;

/// One word in the form in which words are compared: Unicode NFKC with case folding and without default-ignorable
/// characters (UAX #31's toNFKC_Casefold), without control characters, with typographic apostrophes and hyphens as '
/// and -, of at most kMaxWordCodePoints. Reads the first kMaxWordBytes.
///
/// Any bytes; invalid UTF-8 is dropped. May be empty. O(1) by its limits. Thread-safe.
std::string fold_word(std::string_view word);

/// A text in the same form, whatever its length below 2 GiB, blanks included. O(text). Thread-safe.
std::string fold_text(std::string_view text);

}  // namespace telusur::text
