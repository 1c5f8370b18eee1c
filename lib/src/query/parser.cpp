#include "query/parser.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "query/word_reader.hpp"

namespace telusur::query {

namespace {

class Parser {
 public:
  Parser(std::string_view text, analysis::WordAnalyzer& analyzer, std::size_t most_words)
      : text_(text), analyzer_(analyzer), most_words_(most_words) {}

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
  bool take_minus() {
    const bool taken = minus_at(text_, at_);
    at_ += taken ? 1 : 0;
    return taken;
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
      if (++words_ > most_words_) {
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
  const std::size_t most_words_;
  Query query_;
  std::size_t at_ = 0;
  std::size_t words_ = 0;
};

}  // namespace

Query parse(std::string_view text, analysis::WordAnalyzer& analyzer, const SearchLimits& limits) {
  const auto read = base::utf8_prefix(text, limits.query_bytes);
  Query query = Parser(read, analyzer, limits.query_words).run();
  if (query.truncated || read.size() < text.size()) {
    query.truncated = true;
    if (!query.clauses.empty()) {
      query.clauses.back().open_end = false;
    }
  }
  analyzer.forget();
  return query;
}

}  // namespace telusur::query
