#pragma once

#include <string_view>

#include "analysis/indonesian/affix_scanner.hpp"
#include "analysis/indonesian/lexicon.hpp"

namespace telusur::analysis {

/// Whether a word is English: a base word of the lexicon or a regular inflection of one (-s, -es, -ed, -ing, -ly).
bool is_english_word(const IndonesianLexicon& lexicon, std::string_view word) noexcept;

/// The English word inside Indonesian affixes and clitics: databasenya, mendownload, diupgrade, ngedebug, testingnya.
/// @param readings  the affix readings of `word`
/// @return the longest one, as a view into `word`; empty when there is none. At least four letters long,
///         or three under clitics alone.
std::string_view find_english_base(const IndonesianLexicon& lexicon, std::string_view word,
                                   const AffixReadings& readings) noexcept;

}  // namespace telusur::analysis
