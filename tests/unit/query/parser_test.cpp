#include "query/parser.hpp"

#include <doctest/doctest.h>

#include <string>

#include "engine/stemmers.hpp"

namespace {

telusur::query::Query parse(const std::string& text) {
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  return telusur::query::parse(text, analyzer);
}

}  // namespace

TEST_CASE("what a person types") {
  struct Row {
    const char* text;
    const char* description;
  };
  for (const auto& [text, description] : {
           Row{"", ""},
           Row{"  !?  ", ""},
           Row{"Soto", "soto~"},
           Row{"soto ", "soto"},
           Row{"soto?", "soto"},
           Row{"databases", "databases{databas}~"},
           Row{"\"kata sandi\" kuat", "\"kata sandi\" kuat~"},
           Row{"“kata sandi”", "\"kata sandi\""},
           Row{"\"tak ditutup", "\"tak ditutup\""},
           Row{"soto -kudus", "soto -\"kudus\""},
           Row{"soto -\"soto kudus\"", "soto -\"soto kudus\""},
           Row{"soto - kudus", "soto kudus~"},
           Row{"rak-rak", "rak-rak{rak}~"},
           Row{"-", ""},
           Row{"--soto", "-\"soto\""},
           Row{"\"\"", ""},
       }) {
    CAPTURE(text);
    CHECK(describe(parse(text)) == description);
  }
}

TEST_CASE("limits cut a query and say so") {
  std::string many;
  for (int i = 0; i < 200; ++i) {
    many += "soto ";
  }
  const auto query = parse(many);
  CHECK(query.clauses.size() == telusur::query::kMaxQueryWords);
  CHECK(query.truncated);
  CHECK(parse(std::string(5000, 'a')).truncated);
}

TEST_CASE("a word is a function word by itself alone, not by what else it is written as") {
  for (const auto& [text, function_word] : {std::pair("yang", true), {"yg", true}, {"#yang", false}, {"soto", false}}) {
    CAPTURE(text);
    CHECK(parse(text).clauses.at(0).words.at(0).function_word == function_word);
  }
  CHECK(parse("#yang").clauses.at(0).words.at(0).aliases == std::vector<std::string>{"yang"});
}
