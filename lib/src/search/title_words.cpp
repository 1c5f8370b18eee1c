#include "search/title_words.hpp"

#include <algorithm>

#include "schema/settings.hpp"

namespace telusur::search {

namespace {

bool fits(const TitleWord& word, const TitleWord& typed, bool as_beginning) {
  return as_beginning ? word.folded.starts_with(typed.folded) : word.folded == typed.folded;
}

}  // namespace

std::string title_attribute(const Settings& settings) {
  const auto& names = settings.searchable_attributes;
  const std::string name = names.empty() || names.front() == "*" ? "title" : names.front();
  return schema::covers(settings.displayed_attributes, name) ? name : std::string();
}

std::vector<TitleWord> title_words(std::string_view title, analysis::WordAnalyzer& analyzer) {
  std::vector<TitleWord> words;
  for (const auto& token : analyzer.analyze(title)) {
    words.push_back({token.word->surface, token.offset_bytes, token.offset_bytes + token.length_bytes});
  }
  return words;
}

bool has_words(const std::vector<TitleWord>& words, const std::vector<TitleWord>& typed, bool open_end) {
  return std::all_of(typed.begin(), typed.end(), [&](const TitleWord& one) {
    const bool as_beginning = open_end && &one == &typed.back();
    return std::any_of(words.begin(), words.end(),
                       [&](const TitleWord& word) { return fits(word, one, as_beginning); });
  });
}

std::optional<std::size_t> find_in_order(const std::vector<TitleWord>& words, const std::vector<TitleWord>& typed,
                                         bool open_end) {
  const auto found = std::search(
      words.begin(), words.end(), typed.begin(), typed.end(),
      [&](const TitleWord& word, const TitleWord& one) { return fits(word, one, open_end && &one == &typed.back()); });
  return found == words.end() || typed.empty() ? std::nullopt
                                               : std::optional(static_cast<std::size_t>(found - words.begin()));
}

}  // namespace telusur::search
