#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace telusur::analysis {

/// The texts a lexicon is made from. Every one may be empty. The lists of our own have one entry a line, `#` begins a
/// comment; see `lib/data` for what they hold.
struct LexiconSources {
  std::string_view hunspell_dic{};     ///< Indonesian, hunspell's .dic
  std::string_view hunspell_aff{};     ///< Indonesian, hunspell's .aff
  std::string_view english_dic{};      ///< English, hunspell's .dic: only the words are used
  std::string_view protected_words{};  ///< `word`: never analysed
  std::string_view derived{};          ///< `word stem`: a word of the lexicon that is a derivation
  std::string_view collisions{};       ///< `winner loser`: two roots that one affixed form leaves possible
  std::string_view roots{};            ///< `word`: roots that the lexicon lacks
  std::string_view names{};            ///< `word`: names, which carry affixes as roots do
  std::uint64_t fingerprint = 0;       ///< stored in the image: identifies the state of the sources
};

/// A line of our own lists that does not hold what its list should.
struct ListProblem {
  std::string list;      ///< its file in `lib/data`, for example "roots-id.txt"
  std::size_t line = 0;  ///< from 1
  std::string what;
};

struct CompiledLexicon {
  std::string image;                  ///< for `IndonesianLexicon::from_image`
  std::vector<ListProblem> problems;  ///< lines that were left out
};

/// Compiles word lists into the image of an `IndonesianLexicon`. Deterministic: equal sources give equal bytes.
/// Bad lines are reported, not thrown. Takes about 100 ms for 31,000 Indonesian and 62,000 English words.
CompiledLexicon compile_lexicon(const LexiconSources& sources);

}  // namespace telusur::analysis
