#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "analysis/indonesian/lexicon.hpp"

namespace telusur::analysis {

/// How a stem was found.
enum class StemKind : std::uint8_t {
  kUnchanged,      ///< nothing known and nothing taken: a name, a number, a foreign word
  kProtectedWord,  ///< on the list of words that are never analysed, clitics apart
  kEntry,          ///< a word of the lexicon: itself, or the stem that the lexicon gives it
  kAnalysed,       ///< affixes around a root of the lexicon
  kReduplicated,   ///< a doubled word: buku-buku, berlari-lari, tulis-menulis
  kEnglishBase,    ///< an English word, bare or inside Indonesian affixes: `text` is that word as written
  kGuess,          ///< affixes taken from an unknown word by rule
};

/// The stem of one word.
struct Stem {
  /// A view into the lexicon or into the word that was given: valid while both live.
  std::string_view text{};
  StemKind kind = StemKind::kUnchanged;
  /// The English word inside, for the English stemmer: equal to `text` for `english_base`; for other kinds set where
  /// the whole word is English as well (operator, volume), so that it has two keys; else empty.
  std::string_view english{};
  /// Whether the word as a whole is an English base word, too. Only told for words without a hyphen or a digit.
  bool is_english = false;
};

/// The Indonesian stemmer: finds the root under prefixes, suffixes, clitics and reduplication.
///
/// Of all ways to read a word as affixes around a root of the lexicon it takes the cheapest, where the affix patterns
/// that the lexicon attests for the root are cheap and unlikely combinations dear. Words of the lexicon stay whole.
/// Without a lexicon it takes affixes by rule alone, and less of them.
///
/// Immutable and thread-safe. No allocation; about 0.2 µs a word.
class IndonesianStemmer {
 public:
  /// The rule-only stemmer.
  IndonesianStemmer() = default;
  explicit IndonesianStemmer(IndonesianLexicon lexicon) : lexicon_(std::move(lexicon)) {}

  /// Stems one word.
  /// @param word  NFKC case-folded UTF-8, possibly with inner hyphens. A word of more than 64 code points or with
  ///              letters outside ASCII comes back whole.
  Stem stem(std::string_view word) const noexcept;

 private:
  Stem stem_plain(std::string_view word) const noexcept;
  Stem stem_hyphenated(std::string_view word) const noexcept;
  Stem stem_pair(std::string_view word, std::size_t hyphen) const noexcept;
  Stem stem_doubled_by_digit(std::string_view word, std::size_t digit) const noexcept;

  std::optional<IndonesianLexicon> lexicon_;
};

}  // namespace telusur::analysis
