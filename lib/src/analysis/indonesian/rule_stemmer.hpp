#pragma once

#include <cstdint>
#include <string_view>

#include "analysis/indonesian/affix_scanner.hpp"
#include "analysis/indonesian/stemmer.hpp"

namespace telusur::analysis {

/// How much the rules take from a word that they know nothing about.
enum class RuleStrength : std::uint8_t {
  kBesideLexicon,  ///< the lexicon does not know the word, so it is likely a name: only -nya and clear circumfixes
  kAlone,          ///< there is no lexicon: single prefixes and suffixes as well
};

/// Takes affixes from a word by rule alone.
/// @param readings  the affix readings of `word`
/// @return a view into `word` of at least four letters, or `word` itself
Stem stem_by_rule(std::string_view word, const AffixReadings& readings, RuleStrength strength) noexcept;

}  // namespace telusur::analysis
