#include "query/word_reader.hpp"

#include <array>

namespace telusur::query {

namespace {

constexpr std::array<std::string_view, 3> kQuotes = {"\"", "“", "”"};

void add_form(QueryWord& word, const analysis::WordForm& form) {
  word.aliases.push_back(form.surface);
  word.aliases.insert(word.aliases.end(), form.keys.begin(), form.keys.end());
}

/// An affix that the lexicon reads into a word may be a slip of the finger, an entry of it is none.
bool is_known(const analysis::Word& word) {
  return word.language == analysis::Language::kEnglish ||
         (word.language == analysis::Language::kIndonesian && word.keys.empty());
}

bool has(std::string_view characters, char c) { return characters.find(c) != std::string_view::npos; }

}  // namespace

std::size_t quote_at(std::string_view text, std::size_t offset) {
  for (const auto quote : kQuotes) {
    if (text.substr(offset, quote.size()) == quote) {
      return quote.size();
    }
  }
  return 0;
}

std::size_t find_quote(std::string_view text, std::size_t offset) {
  while (offset < text.size() && quote_at(text, offset) == 0) {
    ++offset;
  }
  return offset;
}

bool minus_at(std::string_view text, std::size_t offset, std::string_view openers) {
  const bool begins = offset == 0 || has(kBlanks, text[offset - 1]) || has(openers, text[offset - 1]);
  return begins && text[offset] == '-' && offset + 1 < text.size() && !has(kBlanks, text[offset + 1]);
}

QueryWord query_word(const analysis::WordToken& token) {
  const auto& word = *token.word;
  QueryWord parsed{word.surface, word.keys, analysis::is_function_word(word.surface), {}};
  parsed.known = parsed.function_word || is_known(word);
  for (const auto& alias : word.aliases) {
    add_form(parsed, alias);
  }
  if (token.joined != nullptr) {
    add_form(parsed, *token.joined);
  }
  return parsed;
}

}  // namespace telusur::query
