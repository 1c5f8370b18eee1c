#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace telusur::query {

/// Blanks between the tokens of a filter expression.
inline constexpr std::string_view kFilterBlanks = " \t\r\n";

/// One piece of a filter expression.
struct FilterToken {
  enum class Kind {
    kEnd,
    kWord,    ///< a name, a value or a keyword
    kQuoted,  ///< a name or a value: never a keyword
    kSymbol,  ///< ( ) [ ] , = != < <= > >=
  };
  Kind kind = Kind::kEnd;
  std::string text = {};   ///< without quotes
  std::size_t offset = 0;  ///< in bytes

  bool is_word(std::string_view keyword) const { return kind == Kind::kWord && text == keyword; }
  bool is_symbol(std::string_view symbol) const { return kind == Kind::kSymbol && text == symbol; }
};

/// Cuts a filter expression into tokens, one at a time.
class FilterLexer {
 public:
  /// @param place of the expression within the filter, for errors: "" or "element 2, ". The lexer refers to both.
  FilterLexer(std::string_view text, std::string_view place) : text_(text), place_(place) {}

  /// The next token; kEnd again and again after the last. @throws Error kInvalidArgument for an open quote or a lone
  /// '!'.
  FilterToken next();

  /// Throws Error kInvalidArgument (subject "filter"): the filter is wrong there.
  [[noreturn]] void fail(std::size_t offset, std::string_view what) const;

 private:
  FilterToken quoted(char quote);
  FilterToken symbol();

  std::string_view text_;
  std::string_view place_;
  std::size_t at_ = 0;
};

}  // namespace telusur::query
