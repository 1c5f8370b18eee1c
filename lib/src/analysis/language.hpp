#pragma once

#include <string_view>

namespace telusur::analysis {

enum class Language { kUnknown, kIndonesian, kEnglish };

/// "id", "en" or "". Static storage.
std::string_view language_code(Language language) noexcept;

/// Reads "id", "in" (its old code), "ind", "ms", "en", "eng", each also with a region ("en-US", "id_ID") and in any
/// case. Malay counts as Indonesian.
Language parse_language(std::string_view code) noexcept;

/// True for a function word ("yang", "the") of either language. O(1); thread-safe.
bool is_function_word(std::string_view folded_word);

/// The language of which a folded word is a function word; kUnknown when of none or of both. O(1); thread-safe.
Language function_word_language(std::string_view folded_word);

/// Decides the language of a text by the votes of its words: two for a function word ("yang", "the"), one for a word
/// that the lexicons give to one language.
class LanguageVote {
 public:
  /// `lexicon_language` as `Morphology::language`. O(1).
  void count(std::string_view folded_word, Language lexicon_language);

  /// The language with more votes; kUnknown when they are equal.
  Language winner() const noexcept;

 private:
  int indonesian_ = 0;
  int english_ = 0;
};

}  // namespace telusur::analysis
