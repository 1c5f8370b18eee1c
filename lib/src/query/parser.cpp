#include "query/parser.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace telusur::query {

namespace {

constexpr std::array<std::string_view, 3> kQuotes = {"\"", "“", "”"};
constexpr std::string_view kBlanks = " \t\r\n";

/// Bytes of the quotation mark at `offset`, 0 when there is none.
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

void add_form(QueryWord& word, const analysis::WordForm& form) {
  word.aliases.push_back(form.surface);
  word.aliases.insert(word.aliases.end(), form.keys.begin(), form.keys.end());
}

/// An affix that the lexicon reads into a word may be a slip of the finger, an entry of it is none.
bool is_known(const analysis::Word& word) {
  return word.language == analysis::Language::kEnglish ||
         (word.language == analysis::Language::kIndonesian && word.keys.empty());
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

/// "{key,key,=alias}"; empty when the word has neither.
std::string describe_forms(const QueryWord& word) {
  std::string forms;
  for (const auto& key : word.keys) {
    forms += (forms.empty() ? "" : ",") + key;
  }
  for (const auto& alias : word.aliases) {
    forms += (forms.empty() ? "=" : ",=") + alias;
  }
  return forms.empty() ? forms : "{" + forms + "}";
}

class Parser {
 public:
  Parser(std::string_view text, analysis::WordAnalyzer& analyzer) : text_(text), analyzer_(analyzer) {}

  Query run() {
    while (at_ < text_.size()) {
      const bool excluded = take_minus();
      if (const auto quote = quote_at(text_, at_); quote != 0) {
        take_phrase(quote, excluded);
      } else {
        take_words(excluded);
      }
    }
    return std::move(query_);
  }

 private:
  /// A hyphen counts only where a word begins, and only before something: "back-end" and "a - b" hold none.
  bool take_minus() {
    const bool begins = at_ == 0 || kBlanks.find(text_[at_ - 1]) != std::string_view::npos;
    if (!begins || text_[at_] != '-' || at_ + 1 >= text_.size() ||
        kBlanks.find(text_[at_ + 1]) != std::string_view::npos) {
      return false;
    }
    ++at_;
    return true;
  }

  void take_phrase(std::size_t quote, bool excluded) {
    const auto begin = at_ + quote;
    const auto end = find_quote(text_, begin);
    at_ = std::min(text_.size(), end + quote_at(text_, end));
    add(Clause::Kind::kPhrase, excluded, begin, end);
  }

  /// Takes the text up to the next blank or quotation mark.
  void take_words(bool excluded) {
    auto end = at_;
    while (end < text_.size() && kBlanks.find(text_[end]) == std::string_view::npos && quote_at(text_, end) == 0) {
      ++end;
    }
    // What hangs together but is several words ("back-end") is left out as a whole only.
    add(excluded ? Clause::Kind::kPhrase : Clause::Kind::kWord, excluded, at_, end);
    at_ = end;
    while (at_ < text_.size() && kBlanks.find(text_[at_]) != std::string_view::npos) {
      ++at_;
    }
  }

  void add(Clause::Kind kind, bool excluded, std::size_t begin, std::size_t end) {
    Clause phrase{Clause::Kind::kPhrase, excluded, {}};
    for (const auto& token : analyzer_.analyze(text_.substr(begin, end - begin))) {
      if (++words_ > kMaxQueryWords) {
        query_.truncated = true;
        break;
      }
      QueryWord parsed = query_word(token);
      if (kind == Clause::Kind::kWord) {
        const auto offset = static_cast<std::uint32_t>(begin) + token.offset_bytes;
        const bool open_end = offset + token.length_bytes == text_.size();
        query_.clauses.push_back({kind, excluded, {std::move(parsed)}, offset, token.length_bytes, open_end});
      } else {
        phrase.words.push_back(std::move(parsed));
      }
    }
    if (!phrase.words.empty()) {
      query_.clauses.push_back(std::move(phrase));
    }
  }

  std::string_view text_;
  analysis::WordAnalyzer& analyzer_;
  Query query_;
  std::size_t at_ = 0;
  std::size_t words_ = 0;
};

}  // namespace

Query parse(std::string_view text, analysis::WordAnalyzer& analyzer) {
  const auto read = base::utf8_prefix(text, kMaxQueryBytes);
  Query query = Parser(read, analyzer).run();
  if (query.truncated || read.size() < text.size()) {
    query.truncated = true;
    if (!query.clauses.empty()) {
      query.clauses.back().open_end = false;
    }
  }
  analyzer.forget();
  return query;
}

std::string describe(const Query& query) {
  std::string out;
  for (const auto& clause : query.clauses) {
    out += out.empty() ? "" : " ";
    out += clause.excluded ? "-" : "";
    std::string words;
    for (const auto& word : clause.words) {
      words += (words.empty() ? "" : " ") + word.surface;
      words += clause.kind == Clause::Kind::kWord ? describe_forms(word) : "";
    }
    out += clause.kind == Clause::Kind::kPhrase ? "\"" + words + "\"" : words;
    out += clause.open_end ? "~" : "";
  }
  return query.truncated ? out + " …" : out;
}

}  // namespace telusur::query
