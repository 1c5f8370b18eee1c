#include "query/filter_lexer.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/error.hpp"

using telusur::query::FilterLexer;
using telusur::query::FilterToken;

namespace {

/// The tokens with a sign of their kind before each and the offset behind it.
std::vector<std::string> tokens(std::string_view text) {
  std::vector<std::string> out;
  FilterLexer lexer(text, "");
  for (auto token = lexer.next(); token.kind != FilterToken::Kind::kEnd; token = lexer.next()) {
    const char* sign = token.kind == FilterToken::Kind::kWord     ? "w:"
                       : token.kind == FilterToken::Kind::kQuoted ? "q:"
                                                                  : "";
    out.push_back(sign + token.text + "@" + std::to_string(token.offset));
  }
  CHECK(lexer.next().kind == FilterToken::Kind::kEnd);
  return out;
}

using List = std::vector<std::string>;

}  // namespace

TEST_CASE("a filter is cut into words, quoted texts and symbols") {
  CHECK(tokens("").empty());
  CHECK(tokens(" \t\r\n").empty());
  CHECK(tokens("a>=1") == List{"w:a@0", ">=@1", "w:1@3"});
  CHECK(tokens("a<1!=") == List{"w:a@0", "<@1", "w:1@2", "!=@3"});
  CHECK(tokens("t IN[x,'y z']") == List{"w:t@0", "w:IN@2", "[@4", "w:x@5", ",@6", "q:y z@7", "]@12"});
  CHECK(tokens(R"("a \" \\ b"'')") == List{R"(q:a " \ b@0)", "q:@11"});
  CHECK(tokens("2024-01-01T10:00:00+07:00") == List{"w:2024-01-01T10:00:00+07:00@0"});
  CHECK(tokens(std::string_view("a\0b", 3)) == List{std::string("w:a\0b@0", 7)});
}

TEST_CASE("what is no token is refused with its place") {
  const auto refusal = telusur::test::error_of([] { FilterLexer("'a", "element 3, ").next(); });
  CHECK(refusal.subject() == "filter");
  CHECK(std::string(refusal.what()) ==
        "the filter is wrong at element 3, byte 0: the quote ' that opens there is never closed");
  CHECK(telusur::test::code_of([] { FilterLexer("!", "").next(); }) == telusur::ErrorCode::kInvalidArgument);
}
