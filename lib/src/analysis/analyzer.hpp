#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/language.hpp"
#include "analysis/stemmer.hpp"
#include "telusur/analyzer.hpp"
#include "text/segment.hpp"

namespace telusur::analysis {

/// A distinct word: everything that depends on its characters alone. An analyzer has one for each surface.
struct Word {
  std::string surface;                     ///< folded; never empty
  std::vector<std::string> keys = {};      ///< stems that differ from the surface
  Language language = Language::kUnknown;  ///< as `Morphology::language`
  TokenKind kind = TokenKind::kWord;
};

/// An occurrence of a word. `word` lasts until the analyzer forgets.
struct WordToken {
  const Word* word;
  std::uint32_t position;      ///< from 0
  std::uint32_t offset_bytes;  ///< into the analysed text
  std::uint32_t length_bytes;
};

/// The one analysis, for documents and queries alike: text -> tokens.
///
/// It remembers the words it has met, since the few thousand most frequent ones make up most of any text.
/// One thread at a time.
class WordAnalyzer {
 public:
  explicit WordAnalyzer(std::unique_ptr<Stemmer> stemmer);

  /// The tokens of `input`, in order. The vector lasts until the next call, its words until `forget`.
  /// Bytes beyond 2 GiB are not read.
  const std::vector<WordToken>& analyze(std::string_view input);

  /// The word that `raw` is when taken as one word whole; nullptr when nothing is left of it. Lasts until `forget`.
  const Word* word(std::string_view raw, TokenKind kind = TokenKind::kWord);

  /// The language of what `analyze` returned last.
  Language language() const;

  /// Frees the remembered words once more than `kMaxSpellings` have been met. Call it between documents.
  void forget();

  /// About 6 MB of words.
  static constexpr std::size_t kMaxSpellings = 50'000;

 private:
  const Word* intern(std::string surface, TokenKind kind);

  text::Segmenter segmenter_;
  std::unique_ptr<Stemmer> stemmer_;
  std::unordered_map<std::string, std::unique_ptr<Word>> words_;  // by surface
  std::unordered_map<std::string, const Word*> spellings_;        // as written; nullptr = nothing is left of it
  std::string key_;
  std::vector<WordToken> tokens_;
};

}  // namespace telusur::analysis
