#include "analysis/bilingual/dictionary.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "analysis/language.hpp"
#include "base/ascii.hpp"
#include "base/blanks.hpp"
#include "base/file.hpp"
#include "base/gzip.hpp"
#include "telusur/error.hpp"

namespace telusur::analysis {

namespace {

namespace fs = std::filesystem;
using base::is_digit;
using base::trimmed;

constexpr std::size_t kMaxDictionaryBytes = std::size_t{64} << 20;
/// Articles about the dictionary itself.
constexpr std::string_view kAboutPrefix = "00database";
constexpr std::size_t kMaxSenses = 6;
constexpr std::size_t kMaxTermBytes = 80;
/// Parts of speech (FreeDict's abbreviations) whose translations say nothing about a text, or are parts of words.
constexpr std::array<std::string_view, 11> kUselessParts = {
    "prefix",  "suffix",     "particle",    "symbol",  "article",           "conjunction",
    "pronoun", "determiner", "preposition", "proverb", "phraseologicalUnit"};

/// Takes the text before `separator` off the front of `rest`; all of it when there is none.
std::string_view take(std::string_view& rest, char separator) {
  const auto end = rest.find(separator);
  const auto part = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return part;
}

/// dictd's numbers: base 64, the most significant digit first. Nothing when a digit is none or it is too large.
std::optional<std::size_t> base64_number(std::string_view digits) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::size_t number = 0;
  for (const char digit : digits) {
    const auto value = kDigits.find(digit);
    if (value == std::string_view::npos || number > kMaxDictionaryBytes) {
      return std::nullopt;
    }
    number = number * kDigits.size() + value;
  }
  return digits.empty() ? std::nullopt : std::optional(number);
}

/// The length of "12. " at the front of a text, 0 when there is none.
std::size_t numbering(std::string_view text) {
  const auto digits = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  return digits > 0 && text.substr(digits, 2) == ". " ? digits + 2 : 0;
}

/// `text` without the number of a sense (" 2.") that the format leaves at the end of a line.
std::string_view without_trailing_number(std::string_view text) {
  auto end = text.size();
  if (end < 3 || text[--end] != '.') {
    return text;
  }
  while (end > 0 && is_digit(text[end - 1])) {
    --end;
  }
  return end > 0 && end + 1 < text.size() && text[end - 1] == ' ' ? text.substr(0, end - 1) : text;
}

std::size_t count_words(std::string_view term) {
  return 1 + static_cast<std::size_t>(std::count(term.begin(), term.end(), ' '));
}

/// A term says something when it is short, spelled plainly, and not made of function words alone.
bool is_useful(std::string_view term) {
  if (term.empty() || term.size() > kMaxTermBytes || count_words(term) > kMaxTermWords ||
      term.find_first_of("()[]/;:=<>") != std::string_view::npos || term.starts_with('-') || term.ends_with('-')) {
    return false;
  }
  while (!term.empty()) {
    if (!is_function_word(take(term, ' '))) {
      return true;
    }
  }
  return false;
}

struct Head {
  std::string_view word;
  std::string_view part;  ///< of speech
};

/// "database //ˈdeɪtəˌbeɪs// <n>"
Head parse_head(std::string_view line) {
  Head head{line, {}};
  if (const auto open = line.rfind('<'); open != std::string_view::npos && line.ends_with('>')) {
    head.part = line.substr(open + 1, line.size() - open - 2);
    head.word = line.substr(0, open);
  }
  head.word = trimmed(head.word.substr(0, head.word.find(" /")));
  return head;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return out;
}

/// The lines of an article that hold translations: the numbered ones, or the first where none is. The others explain.
std::vector<std::string_view> translation_lines(std::string_view body) {
  std::vector<std::string_view> lines;
  const bool numbered = numbering(body) != 0;
  while (!body.empty()) {
    const auto line = trimmed(take(body, '\n'));
    const auto skip = numbering(line);
    if (numbered ? skip != 0 : lines.empty()) {
      lines.push_back(trimmed(without_trailing_number(line.substr(skip))));
    }
  }
  return lines;
}

}  // namespace

std::vector<DictionaryArticle> read_dictd(const fs::path& index, const fs::path& texts) {
  const std::string lines = base::read_file(index);
  const std::string contents = base::read_gzip_file(texts, kMaxDictionaryBytes);
  std::vector<DictionaryArticle> articles;
  std::set<std::size_t> taken;
  std::string_view rest = lines;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    auto line = take(rest, '\n');
    const auto headword = take(line, '\t');
    const auto offset = base64_number(take(line, '\t'));
    const auto length = base64_number(trimmed(take(line, '\t')));
    if (!offset || !length || *offset > contents.size() || *length > contents.size() - *offset) {
      throw Error(ErrorCode::kCorrupt, index.string() + " is damaged in line " + std::to_string(number));
    }
    if (!headword.starts_with(kAboutPrefix) && taken.insert(*offset).second) {
      articles.push_back(contents.substr(*offset, *length));
    }
  }
  return articles;
}

std::vector<TranslationPair> freedict_pairs(std::string_view article) {
  const auto head = parse_head(trimmed(take(article, '\n')));
  const std::string english = lower(head.word);
  std::vector<TranslationPair> pairs;
  if (!is_useful(english) || std::find(kUselessParts.begin(), kUselessParts.end(), head.part) != kUselessParts.end()) {
    return pairs;
  }
  for (auto line : translation_lines(article)) {
    while (!line.empty() && pairs.size() < kMaxSenses) {
      TranslationPair pair{lower(trimmed(take(line, ','))), english};
      if (is_useful(pair.indonesian) && pair.indonesian != english &&
          std::find(pairs.begin(), pairs.end(), pair) == pairs.end()) {
        pairs.push_back(std::move(pair));
      }
    }
  }
  return pairs;
}

std::vector<TranslationPair> glossary_pairs(std::string_view contents) {
  std::vector<TranslationPair> pairs;
  while (!contents.empty()) {
    auto line = take(contents, '\n');
    if (!line.starts_with('#')) {
      const auto indonesian = trimmed(take(line, '\t'));
      const auto english = trimmed(line);
      if (!indonesian.empty() && !english.empty()) {
        pairs.push_back({std::string(indonesian), std::string(english)});
      }
    }
  }
  return pairs;
}

}  // namespace telusur::analysis
