#pragma once

#include "analysis/indonesian/affix_scanner.hpp"
#include "analysis/indonesian/hashed_word.hpp"
#include "analysis/indonesian/lexicon.hpp"

namespace telusur::analysis {

/// The best reading of a word as affixes around a root of the lexicon.
struct RootReading {
  IndonesianLexicon::Word root;  ///< false when no reading has a root
  int cost = 0;                  ///< how unlikely the reading is by itself; see `root_search.cpp` for the scale
  int rank = 0;                  ///< what readings were compared by: the cost and what speaks for rivals
};

/// Finds the cheapest reading of `word`, which itself is no word of the lexicon.
/// O(prefix readings × suffix readings) look-ups, about ten for a word of running text.
/// @param readings  the affix readings of `word`
RootReading find_root(const IndonesianLexicon& lexicon, const HashedWord& word, const AffixReadings& readings) noexcept;

}  // namespace telusur::analysis
