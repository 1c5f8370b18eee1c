#pragma once

#include <string>
#include <string_view>

namespace telusur::analysis {

/// A word of the spellings of 1901 (Van Ophuijsen) and 1947 (Soewandi) in that of 1972 (Ejaan Yang Disempurnakan):
/// tj c, dj j, j y, nj ny, sj sy, ch kh, oe u. tjoetjoe: cucu; djoega: juga; jang: yang; achir: akhir.
///
/// It knows letters, not words: whether a word is of the old spelling, and what it gives is a word, is for a lexicon to
/// tell. Of any other text it returns what comes out. O(length).
std::string modern_spelling(std::string_view folded_word);

}  // namespace telusur::analysis
