#include "query/syntax_lexer.hpp"

#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "query/parser.hpp"
#include "query/word_reader.hpp"

namespace telusur::query {

namespace {

constexpr std::string_view kParentheses = "()";
constexpr std::string_view kNear = "NEAR";
constexpr std::uint32_t kDefaultDistance = 10;
/// The name of an attribute and its colon are looked for within so much of a query.
constexpr std::size_t kMaxAttributeBytes = 200;

/// The distance that NEAR or NEAR/1 to NEAR/99 gives; 0 when it is neither.
std::uint32_t near_distance(std::string_view text) {
  if (text == kNear) {
    return kDefaultDistance;
  }
  const std::string_view digits = text.substr(std::min(text.size(), kNear.size() + 1));
  if (!text.starts_with("NEAR/") || digits.empty() || digits.size() > 2 ||
      !std::all_of(digits.begin(), digits.end(), base::is_digit)) {
    return 0;
  }
  std::uint32_t distance = 0;
  for (const char digit : digits) {
    distance = distance * 10 + static_cast<std::uint32_t>(digit - '0');
  }
  return distance;
}

class SyntaxLexer {
 public:
  SyntaxLexer(std::string_view text, analysis::WordAnalyzer& analyzer, std::size_t most_words,
              const IsAttribute& is_attribute)
      : text_(text), analyzer_(analyzer), most_words_(most_words), is_attribute_(is_attribute) {}

  Lexemes run() {
    while (at_ < text_.size() && !lexemes_.truncated) {
      if (kBlanks.find(text_[at_]) != std::string_view::npos) {
        ++at_;
      } else if (const auto parenthesis = kParentheses.find(text_[at_]); parenthesis != std::string_view::npos) {
        lexemes_.pieces.push_back({parenthesis == 0 ? Lexeme::Kind::kOpen : Lexeme::Kind::kClose});
        ++at_;
      } else if (minus_at(text_, at_, kParentheses)) {
        lexemes_.pieces.push_back({Lexeme::Kind::kNot});
        ++at_;
      } else if (const auto name = attribute_at(at_); !name.empty()) {
        at_ += name.size() + 1;
        take_operand({{std::string(name)}});
      } else {
        take_operand({});
      }
    }
    return std::move(lexemes_);
  }

 private:
  /// The name of an attribute before a colon and a word or phrase; empty when none stands there.
  std::string_view attribute_at(std::size_t begin) const {
    if (!is_attribute_) {
      return {};
    }
    const auto near = text_.substr(begin, kMaxAttributeBytes);
    const auto word = near.substr(0, near.find_first_of(kBlanks));
    for (auto colon = word.find(':'); colon != std::string_view::npos; colon = word.find(':', colon + 1)) {
      const auto name = word.substr(0, colon);
      if (is_operand_at(begin + colon + 1) && is_attribute_(name)) {
        return name;
      }
    }
    return {};
  }

  bool is_operand_at(std::size_t at) const {
    return at < text_.size() && text_[at] != ':' && kBlanks.find(text_[at]) == std::string_view::npos &&
           kParentheses.find(text_[at]) == std::string_view::npos;
  }

  void take_operand(const AttributeScope& scope) {
    const auto before = lexemes_.pieces.size();
    if (const auto quote = quote_at(text_, at_); quote != 0) {
      take_phrase(quote);
    } else {
      take_chunk();
    }
    for (auto piece = before; piece < lexemes_.pieces.size(); ++piece) {
      for (auto& clause : lexemes_.pieces[piece].clauses) {
        clause.scope = scope;
      }
    }
  }

  void take_phrase(std::size_t quote) {
    const auto begin = at_ + quote;
    const auto end = find_quote(text_, begin);
    at_ = std::min(text_.size(), end + quote_at(text_, end));
    Clause phrase{Clause::Kind::kPhrase, false, {}};
    for (auto& word : words(begin, end)) {
      phrase.words.push_back(std::move(word.words.front()));
    }
    if (!phrase.words.empty()) {
      lexemes_.pieces.push_back({Lexeme::Kind::kPhrase, {std::move(phrase)}});
    }
  }

  /// Takes the text up to the next blank, parenthesis or quotation mark.
  void take_chunk() {
    const auto begin = at_;
    while (at_ < text_.size() && kBlanks.find(text_[at_]) == std::string_view::npos &&
           kParentheses.find(text_[at_]) == std::string_view::npos && quote_at(text_, at_) == 0) {
      ++at_;
    }
    const std::string_view chunk = text_.substr(begin, at_ - begin);
    const auto last = chunk.find_last_not_of('*');
    const auto end = last == std::string_view::npos ? begin : begin + last + 1;
    Lexeme piece{Lexeme::Kind::kWords, words(begin, end)};
    piece.distance = near_distance(chunk);
    if (piece.distance != 0) {
      piece.kind = Lexeme::Kind::kNear;
    } else if (chunk == "AND" || chunk == "OR" || chunk == "NOT") {
      piece.kind = chunk == "AND" ? Lexeme::Kind::kAnd : chunk == "OR" ? Lexeme::Kind::kOr : Lexeme::Kind::kNot;
    } else if (end < at_ && !piece.clauses.empty()) {
      mark_wildcard(piece.clauses.back(), end);
    }
    if (!piece.clauses.empty()) {
      lexemes_.pieces.push_back(std::move(piece));
    }
  }

  void mark_wildcard(Clause& word, std::size_t end) {
    if (word.offset_bytes + word.length_bytes == end && wildcards_ < kMaxQueryWildcards) {
      word.wildcard = true;
      ++wildcards_;
    }
  }

  std::vector<Clause> words(std::size_t begin, std::size_t end) {
    std::vector<Clause> found;
    for (const auto& token : analyzer_.analyze(text_.substr(begin, end - begin))) {
      if (++count_ > most_words_) {
        lexemes_.truncated = true;
        break;
      }
      const auto offset = static_cast<std::uint32_t>(begin) + token.offset_bytes;
      const bool open_end = offset + token.length_bytes == text_.size();
      found.push_back({Clause::Kind::kWord, false, {query_word(token)}, offset, token.length_bytes, open_end});
    }
    return found;
  }

  const std::string_view text_;
  analysis::WordAnalyzer& analyzer_;
  const std::size_t most_words_;
  const IsAttribute& is_attribute_;
  Lexemes lexemes_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
  std::size_t wildcards_ = 0;
};

std::vector<Lexeme> balanced(std::vector<Lexeme> pieces) {
  constexpr auto kIgnored = static_cast<std::size_t>(-1);
  std::vector<Lexeme> kept;
  std::vector<std::size_t> open;  // where the open parentheses are in `kept`
  for (auto& piece : pieces) {
    if (piece.kind == Lexeme::Kind::kOpen) {
      const bool is_kept = open.size() < kMaxQueryDepth;
      open.push_back(is_kept ? kept.size() : kIgnored);
      if (!is_kept) {
        continue;
      }
    } else if (piece.kind == Lexeme::Kind::kClose) {
      if (open.empty()) {
        continue;
      }
      const auto partner = open.back();
      open.pop_back();
      if (partner == kIgnored) {
        continue;
      }
    }
    kept.push_back(std::move(piece));
  }
  for (; !open.empty(); open.pop_back()) {
    if (open.back() != kIgnored) {
      kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(open.back()));
    }
  }
  return kept;
}

bool ends_operand(const std::vector<Lexeme>& before) {
  return !before.empty() && (before.back().kind == Lexeme::Kind::kWords ||
                             before.back().kind == Lexeme::Kind::kPhrase || before.back().kind == Lexeme::Kind::kClose);
}

/// Whether an operand begins at `next`, with or without NOTs before it.
bool begins_operand(const std::vector<Lexeme>& pieces, std::size_t next) {
  while (next < pieces.size() && pieces[next].kind == Lexeme::Kind::kNot) {
    ++next;
  }
  return next < pieces.size() &&
         (pieces[next].kind == Lexeme::Kind::kWords || pieces[next].kind == Lexeme::Kind::kPhrase ||
          pieces[next].kind == Lexeme::Kind::kOpen);
}

/// What the first word says of attributes holds for all that are near it.
bool is_near_scope(const Lexeme& one, const Lexeme& other) {
  const auto& scope = other.clauses.front().scope;
  return !scope.is_limited() || scope == one.clauses.front().scope;
}

bool makes_sense(const std::vector<Lexeme>& before, const std::vector<Lexeme>& pieces, std::size_t at) {
  switch (pieces[at].kind) {
    case Lexeme::Kind::kAnd:
    case Lexeme::Kind::kOr:
      return ends_operand(before) && begins_operand(pieces, at + 1);
    case Lexeme::Kind::kNot:
      return begins_operand(pieces, at + 1);
    case Lexeme::Kind::kNear:
      return !before.empty() && before.back().kind == Lexeme::Kind::kWords && at + 1 < pieces.size() &&
             pieces[at + 1].kind == Lexeme::Kind::kWords && is_near_scope(before.back(), pieces[at + 1]);
    default:
      return true;
  }
}

}  // namespace

Lexemes cut_query(std::string_view text, analysis::WordAnalyzer& analyzer, std::size_t most_words,
                  const IsAttribute& is_attribute) {
  return SyntaxLexer(text, analyzer, most_words, is_attribute).run();
}

std::vector<Lexeme> make_sense(std::vector<Lexeme> pieces) {
  pieces = balanced(std::move(pieces));
  std::vector<Lexeme> kept;
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    if (!makes_sense(kept, pieces, at)) {
      pieces[at].kind = Lexeme::Kind::kWords;
    }
    if (pieces[at].kind != Lexeme::Kind::kWords || !pieces[at].clauses.empty()) {
      kept.push_back(std::move(pieces[at]));
    }
  }
  return kept;
}

}  // namespace telusur::query
