#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "analysis/lexicon_loader.hpp"
#include "analysis/stemmer.hpp"

namespace telusur::analysis {

/// The English stem of a folded word. One thread at a time.
using EnglishStem = std::function<std::string(std::string_view)>;

/// What an index may choose of the analysis.
struct LexiconStemmerOptions {
  bool old_spelling = false;  ///< give words of the spellings before 1972 their modern form as an alias
};

/// The stemmer for Indonesian, English and their mixture, over the word lists.
///
/// Keys: the Indonesian stem of an Indonesian word; the English stem of an English word, or of the English word inside
/// Indonesian affixes; both, the Indonesian one first, for a word of both languages (operator) and for a word that the
/// lists do not know, which may be of either.
/// One thread at a time; about 0.2 µs a word, and as much again for its English stem.
class LexiconStemmer final : public Stemmer {
 public:
  LexiconStemmer(std::shared_ptr<const LoadedLexicon> lexicon, EnglishStem english, LexiconStemmerOptions options = {})
      : lexicon_(std::move(lexicon)), english_(std::move(english)), options_(options) {}

  Morphology analyze(std::string_view folded_word) override;

  /// The standard words for abbreviations, colloquial words and playful spellings, see `informal_variants`; else, where
  /// asked for, the modern form of a word that the lexicon knows in that form alone.
  Variants variants(std::string_view folded_word) override;

 private:
  Language language_of(std::string_view word, const Stem& stem) const;
  Variants modern_variant(std::string_view word) const;
  /// The English stem of a word; lasts until the next call.
  std::string_view english(std::string_view word);

  std::shared_ptr<const LoadedLexicon> lexicon_;
  EnglishStem english_;
  LexiconStemmerOptions options_;
  std::string english_key_;
};

}  // namespace telusur::analysis
