#include "query/filter_lexer.hpp"

#include <algorithm>

#include "telusur/error.hpp"

namespace telusur::query {

namespace {

constexpr std::string_view kSymbols = "()[],=!<>";
constexpr std::string_view kEndOfWord = " \t\r\n()[],=!<>'\"";

}  // namespace

void FilterLexer::fail(std::size_t offset, std::string_view what) const {
  std::string message = "the filter is wrong at ";
  message.append(place_).append("byte ").append(std::to_string(offset)).append(": ").append(what);
  throw Error(ErrorCode::kInvalidArgument, message, "filter");
}

FilterToken FilterLexer::next() {
  at_ = std::min(text_.find_first_not_of(kFilterBlanks, at_), text_.size());
  if (at_ == text_.size()) {
    return {FilterToken::Kind::kEnd, {}, at_};
  }
  const char first = text_[at_];
  if (first == '"' || first == '\'') {
    return quoted(first);
  }
  if (kSymbols.find(first) != std::string_view::npos) {
    return symbol();
  }
  const std::size_t begin = at_;
  at_ = std::min(text_.find_first_of(kEndOfWord, at_), text_.size());
  return {FilterToken::Kind::kWord, std::string(text_.substr(begin, at_ - begin)), begin};
}

FilterToken FilterLexer::quoted(char quote) {
  FilterToken token{FilterToken::Kind::kQuoted, {}, at_};
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] == quote) {
      ++at_;
      return token;
    }
    if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
      ++at_;
    }
    token.text += text_[at_];
  }
  fail(token.offset, std::string("the quote ") + quote + " that opens there is never closed");
}

FilterToken FilterLexer::symbol() {
  const std::size_t begin = at_++;
  const bool takes_equals = text_[begin] == '!' || text_[begin] == '<' || text_[begin] == '>';
  if (takes_equals && at_ < text_.size() && text_[at_] == '=') {
    ++at_;
  } else if (text_[begin] == '!') {
    fail(begin, "'!' stands only in '!='");
  }
  return {FilterToken::Kind::kSymbol, std::string(text_.substr(begin, at_ - begin)), begin};
}

}  // namespace telusur::query
