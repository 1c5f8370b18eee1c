#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/indonesian/affixes.hpp"

namespace telusur::analysis {

/// One line of a hunspell dictionary.
struct HunspellEntry {
  std::string word;     ///< lower-case ASCII letters and hyphens; capitals of the file are folded
  PatternSet patterns;  ///< the affix patterns that its flags allow
  bool bound = false;   ///< needs an affix: not a word of its own
};

/// Reads hunspell's Indonesian dictionary with its affix file.
/// The affix file gives each flag its meaning (a prefix, a suffix, or the two halves of a circumfix), so that a new
/// version of the package needs no change here. Entries with letters outside ASCII are left out: the word list has
/// none.
/// @param dic  text of the .dic file, one `word/FLAGS` a line after a line with their number
/// @param aff  text of the .aff file with two-letter flags (`FLAG long`)
/// @return the entries in file order; unknown flags and malformed lines are skipped. Linear in the input.
std::vector<HunspellEntry> read_hunspell(std::string_view dic, std::string_view aff);

/// Reads the lower-case words of a hunspell dictionary without looking at their flags.
/// @return words of 2 to 64 bytes that begin with a lower-case ASCII letter and hold no upper-case one, in file order.
std::vector<std::string_view> read_hunspell_words(std::string_view dic);

}  // namespace telusur::analysis
