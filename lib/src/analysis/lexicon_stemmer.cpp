#include "analysis/lexicon_stemmer.hpp"

#include <algorithm>

#include "analysis/indonesian/informal_words.hpp"
#include "analysis/indonesian/old_spelling.hpp"

namespace telusur::analysis {

namespace {

bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_unknown(const Stem& stem) { return stem.kind == StemKind::kUnchanged || stem.kind == StemKind::kGuess; }

void add_key(std::vector<std::string>& keys, std::string_view word, std::string key) {
  if (!key.empty() && key != word && std::find(keys.begin(), keys.end(), key) == keys.end()) {
    keys.push_back(std::move(key));
  }
}

}  // namespace

Morphology LexiconStemmer::analyze(std::string_view folded_word) {
  const Stem stem = lexicon_->stemmer.stem(folded_word);
  Morphology morphology;
  morphology.language = language_of(folded_word, stem);
  morphology.stem = stem.text == folded_word ? std::string_view() : stem.text;
  if (stem.kind == StemKind::kEnglishBase) {
    add_key(morphology.keys, folded_word, english_(stem.text));
    return morphology;
  }
  add_key(morphology.keys, folded_word, std::string(stem.text));
  if (!stem.english.empty()) {
    add_key(morphology.keys, folded_word, english_(stem.english));
  } else if (is_unknown(stem) && is_plain(folded_word)) {
    add_key(morphology.keys, folded_word, english_(folded_word));
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
  const bool is_both = lexicon_->lexicon.has_value() && lexicon_->lexicon->has_english(word);
  return is_both ? Language::kUnknown : Language::kIndonesian;
}

}  // namespace telusur::analysis
