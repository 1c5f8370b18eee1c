#include "analysis/lexicon_stemmer.hpp"

#include "base/ascii.hpp"

#include "analysis/indonesian/informal_words.hpp"
#include "analysis/indonesian/old_spelling.hpp"

namespace telusur::analysis {

namespace {

bool is_unknown(const Stem& stem) { return stem.kind == StemKind::kUnchanged || stem.kind == StemKind::kGuess; }

void add_key(Keys& keys, std::string_view word, std::string_view key) {
  if (!key.empty() && key != word) {
    keys.add(key);
  }
}

}  // namespace

Morphology LexiconStemmer::analyze(std::string_view folded_word) {
  const Stem stem = lexicon_->stemmer.stem(folded_word);
  Morphology morphology;
  morphology.language = language_of(folded_word, stem);
  if (stem.kind == StemKind::kEnglishBase) {
    add_key(morphology.keys, folded_word, english(stem.text));
    return morphology;
  }
  add_key(morphology.keys, folded_word, stem.text);
  if (!stem.english.empty()) {
    add_key(morphology.keys, folded_word, english(stem.english));
  } else if (is_unknown(stem) && base::is_lower_ascii(folded_word)) {
    add_key(morphology.keys, folded_word, english(folded_word));
  }
  // Whatever affixes stand around it: client-server, client-server-nya.
  morphology.one_word = !(stem.kind == StemKind::kUnchanged && stem.text.find('-') != std::string_view::npos);
  morphology.doubled = stem.kind == StemKind::kReduplicated;
  return morphology;
}

Variants LexiconStemmer::variants(std::string_view folded_word) {
  Variants variants = informal_variants({.aliases = lexicon_->aliases,
                                         .stemmer = lexicon_->stemmer,
                                         .lexicon = lexicon_->lexicon ? &*lexicon_->lexicon : nullptr},
                                        folded_word);
  const bool is_found = !variants.aliases.empty() || !variants.parts.empty();
  return is_found || !options_.old_spelling ? variants : modern_variant(folded_word);
}

Variants LexiconStemmer::modern_variant(std::string_view word) const {
  std::string modern = modern_spelling(word);
  if (modern == word) {
    return {};
  }
  // Of buku-buku the word that is doubled.
  const auto root_of = [this](std::string_view text) {
    const Stem stem = lexicon_->stemmer.stem(text);
    return stem.kind == StemKind::kReduplicated ? lexicon_->stemmer.stem(stem.text) : stem;
  };
  const Stem root = root_of(modern);
  if (!is_unknown(root_of(word)) || is_unknown(root) || root.kind == StemKind::kEnglishBase) {
    return {};
  }
  return {.aliases = {std::move(modern)}, .language = Language::kIndonesian};
}

Language LexiconStemmer::language_of(std::string_view word, const Stem& stem) const {
  if (is_unknown(stem) || !stem.english.empty()) {
    // An English word as it stands; inside Indonesian affixes (databasenya) the word is an Indonesian one.
    const bool is_english = stem.kind == StemKind::kEnglishBase;
    return !is_english                       ? Language::kUnknown
           : stem.text.size() == word.size() ? Language::kEnglish
                                             : Language::kIndonesian;
  }
  const bool is_both = base::is_lower_ascii(word)
                           ? stem.is_english
                           : lexicon_->lexicon.has_value() && lexicon_->lexicon->has_english(word);
  return is_both ? Language::kUnknown : Language::kIndonesian;
}

std::string_view LexiconStemmer::english(std::string_view word) {
  english_key_ = english_(word);
  return english_key_;
}

}  // namespace telusur::analysis
