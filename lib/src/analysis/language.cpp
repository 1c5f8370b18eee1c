#include "analysis/language.hpp"

#include <algorithm>
#include <unordered_map>

#include "analysis/word_list.hpp"

namespace telusur::analysis {

namespace {

using FunctionWords = std::unordered_map<std::string_view, Language>;

FunctionWords load_function_words() {
  FunctionWords words;
  for (const auto word : parse_word_list(embedded_list("stopwords-id.txt"))) {
    words.emplace(word, Language::kIndonesian);
  }
  for (const auto word : parse_word_list(embedded_list("stopwords-en.txt"))) {
    const auto [entry, fresh] = words.emplace(word, Language::kEnglish);
    // A word of both languages ("per") tells nothing.
    entry->second = fresh ? Language::kEnglish : Language::kUnknown;
  }
  return words;
}

const FunctionWords& function_words() {
  static const FunctionWords words = load_function_words();
  return words;
}

}  // namespace

std::string_view language_code(Language language) noexcept {
  switch (language) {
    case Language::kIndonesian:
      return "id";
    case Language::kEnglish:
      return "en";
    case Language::kUnknown:
      break;
  }
  return "";
}

Language parse_language(std::string_view code) noexcept {
  char primary[4] = {};
  const auto size = std::min(code.find_first_of("-_"), code.size());
  if (size == 0 || size > 3) {
    return Language::kUnknown;
  }
  std::transform(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(size), primary,
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  const std::string_view name(primary, size);
  if (name == "id" || name == "in" || name == "ind" || name == "ms" || name == "msa") {
    return Language::kIndonesian;
  }
  return name == "en" || name == "eng" ? Language::kEnglish : Language::kUnknown;
}

bool is_function_word(std::string_view folded_word) { return function_words().contains(folded_word); }

Language function_word_language(std::string_view folded_word) {
  const auto found = function_words().find(folded_word);
  return found == function_words().end() ? Language::kUnknown : found->second;
}

void LanguageVote::count(std::string_view folded_word, Language lexicon_language) {
  const auto found = function_words().find(folded_word);
  const bool function_word = found != function_words().end();
  const Language language = function_word ? found->second : lexicon_language;
  const int votes = function_word ? 2 : 1;
  indonesian_ += language == Language::kIndonesian ? votes : 0;
  english_ += language == Language::kEnglish ? votes : 0;
}

Language LanguageVote::winner() const noexcept {
  if (indonesian_ == english_) {
    return Language::kUnknown;
  }
  return indonesian_ > english_ ? Language::kIndonesian : Language::kEnglish;
}

}  // namespace telusur::analysis
