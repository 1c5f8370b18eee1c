#include <algorithm>
#include <iterator>

#include "base/utf8.hpp"
#include "query/parser.hpp"
#include "query/syntax_lexer.hpp"

namespace telusur::query {

namespace {

bool is_empty(const Operation& operation) {
  return operation.kind == Operation::Kind::kClauses && operation.count == 0;
}

/// One operation of several; the only one of them as it is.
Operation combine(Operation::Kind kind, std::vector<Operation> operands) {
  operands.erase(std::remove_if(operands.begin(), operands.end(), is_empty), operands.end());
  if (operands.empty()) {
    return {};
  }
  return operands.size() == 1 ? std::move(operands.front()) : Operation{kind, std::move(operands)};
}

/// Reads pieces that make sense, by recursive descent: as deep as their parentheses.
class SyntaxParser {
 public:
  explicit SyntaxParser(std::vector<Lexeme> pieces) : pieces_(std::move(pieces)) {}

  Query run() {
    Operation root = any();
    // Without operators it is a query like any other.
    if (root.kind != Operation::Kind::kClauses) {
      query_.operation = std::move(root);
    }
    return std::move(query_);
  }

 private:
  bool is_at(Lexeme::Kind kind) const { return at_ < pieces_.size() && pieces_[at_].kind == kind; }

  bool take(Lexeme::Kind kind) {
    const bool taken = is_at(kind);
    at_ += taken ? 1 : 0;
    return taken;
  }

  Operation any() {
    std::vector<Operation> operands;
    do {
      operands.push_back(all());
    } while (take(Lexeme::Kind::kOr));
    return combine(Operation::Kind::kAny, std::move(operands));
  }

  Operation all() {
    std::vector<Operation> operands;
    do {
      operands.push_back(beside());
    } while (take(Lexeme::Kind::kAnd));
    return combine(Operation::Kind::kAll, std::move(operands));
  }

  Operation beside() {
    std::vector<Operation> operands;
    bool continues = false;
    while (at_ < pieces_.size() && !is_at(Lexeme::Kind::kClose) && !is_at(Lexeme::Kind::kAnd) &&
           !is_at(Lexeme::Kind::kOr)) {
      const bool is_words = is_at(Lexeme::Kind::kWords) || is_at(Lexeme::Kind::kPhrase);
      if (is_words && continues) {
        operands.back().count += take_clauses(false);
      } else {
        operands.push_back(one());
      }
      continues = is_words;
    }
    return combine(Operation::Kind::kBeside, std::move(operands));
  }

  Operation one() {
    bool inverted = false;
    while (take(Lexeme::Kind::kNot)) {
      inverted = !inverted;
    }
    excluded_ = excluded_ != inverted;
    Operation operand;
    if (take(Lexeme::Kind::kOpen)) {
      operand = any();
      take(Lexeme::Kind::kClose);
    } else {
      operand.first = query_.clauses.size();
      operand.count = take_clauses(true);
    }
    excluded_ = excluded_ != inverted;
    if (inverted && !is_empty(operand)) {
      return {Operation::Kind::kNot, {std::move(operand)}};
    }
    return operand;
  }

  /// Takes one piece, and those that are near it; returns how many clauses that gives.
  std::size_t take_clauses(bool apart) {
    std::vector<Clause> taken = std::move(pieces_[at_++].clauses);
    if (is_at(Lexeme::Kind::kNear)) {
      taken = {near(std::move(taken))};
    } else if (excluded_ && taken.front().kind == Clause::Kind::kWord) {
      // What hangs together but is several words ("back-end") is left out as a whole only.
      taken = {joined(Clause::Kind::kPhrase, std::move(taken))};
    }
    taken.front().apart = apart && !query_.clauses.empty();
    for (auto& clause : taken) {
      clause.excluded = excluded_;
    }
    const std::size_t count = taken.size();
    std::move(taken.begin(), taken.end(), std::back_inserter(query_.clauses));
    return count;
  }

  static Clause joined(Clause::Kind kind, std::vector<Clause> words) {
    Clause clause{kind, false, {}};
    clause.scope = words.front().scope;
    for (auto& word : words) {
      clause.words.push_back(std::move(word.words.front()));
    }
    return clause;
  }

  Clause near(std::vector<Clause> words) {
    std::uint32_t distance = 0;
    while (is_at(Lexeme::Kind::kNear)) {
      distance = std::max(distance, pieces_[at_].distance);
      auto& next = pieces_[at_ + 1].clauses;
      std::move(next.begin(), next.end(), std::back_inserter(words));
      at_ += 2;
    }
    Clause clause = joined(Clause::Kind::kNear, std::move(words));
    clause.distance = distance;
    return clause;
  }

  std::vector<Lexeme> pieces_;
  std::size_t at_ = 0;
  bool excluded_ = false;
  Query query_;
};

}  // namespace

Query parse_full(std::string_view text, analysis::WordAnalyzer& analyzer, const SearchLimits& limits,
                 const IsAttribute& is_attribute) {
  const auto read = base::utf8_prefix(text, limits.query_bytes);
  auto [pieces, truncated] = cut_query(read, analyzer, limits.query_words, is_attribute);
  Query query = SyntaxParser(make_sense(std::move(pieces))).run();
  query.truncated = truncated || read.size() < text.size();
  if (query.truncated && !query.clauses.empty()) {
    query.clauses.back().open_end = false;
  }
  analyzer.forget();
  return query;
}

}  // namespace telusur::query
