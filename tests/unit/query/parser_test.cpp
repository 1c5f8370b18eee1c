#include "query/parser.hpp"

#include <doctest/doctest.h>

#include <string>

#include "engine/stemmers.hpp"

namespace {

telusur::query::Query parse(const std::string& text) {
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  return telusur::query::parse(text, analyzer);
}

telusur::query::Query parse_full(const std::string& text) {
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  return telusur::query::parse_full(text, analyzer);
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) {
    out += text;
  }
  return out;
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
  CHECK(query.clauses.size() == telusur::SearchLimits{}.query_words);
  CHECK(query.truncated);
  CHECK(parse(std::string(5000, 'a')).truncated);
}

TEST_CASE("limits can be set") {
  for (const bool full : {false, true}) {
    const auto read = [&](const std::string& text, const telusur::SearchLimits& limits) {
      telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
      return full ? telusur::query::parse_full(text, analyzer, limits) : telusur::query::parse(text, analyzer, limits);
    };
    CHECK(describe(read("soto ayam enak", {.query_words = 2})) == "soto ayam …");
    CHECK(read("soto ayam enak", {.query_words = 2}).truncated);
    CHECK_FALSE(read("soto ayam", {.query_words = 2}).truncated);
    CHECK(describe(read("soto ayam enak", {.query_bytes = 10})) == "soto ayam …");
    CHECK(read("soto ayam enak", {.query_bytes = 10}).truncated);
    CHECK_FALSE(read("soto ayam", {.query_bytes = 10}).truncated);
  }
}

TEST_CASE("a word is a function word by itself alone, not by what else it is written as") {
  for (const auto& [text, function_word] : {std::pair("yang", true), {"yg", true}, {"#yang", false}, {"soto", false}}) {
    CAPTURE(text);
    CHECK(parse(text).clauses.at(0).words.at(0).function_word == function_word);
  }
  CHECK(parse("#yang").clauses.at(0).words.at(0).aliases == std::vector<std::string>{"yang"});
}

TEST_CASE("a query with operators") {
  struct Row {
    const char* text;
    const char* description;
  };
  for (const auto& [text, description] : {
           Row{"", ""},
           Row{"soto ayam", "soto ayam~"},
           Row{"soto AND ayam", "(soto AND ayam~)"},
           Row{"soto and ayam", "soto and ayam~"},
           Row{"soto OR ayam AND kudus", "(soto OR (ayam AND kudus~))"},
           Row{"(soto OR rawon) AND kudus", "((soto OR rawon) AND kudus~)"},
           Row{"soto ayam AND \"rumah makan\"", "((soto ayam) AND \"rumah makan\")"},
           Row{"soto (ayam OR sapi) enak", "(soto (ayam OR sapi) enak~)"},
           Row{"soto -kudus", "(soto NOT \"kudus\")"},
           Row{"soto NOT kudus", "(soto NOT \"kudus\")"},
           Row{"soto AND NOT (kudus OR betawi)", "(soto AND NOT (\"kudus\" OR \"betawi\"))"},
           Row{"soto -(kudus betawi)", "(soto NOT (\"kudus\" \"betawi\"))"},
           Row{"NOT NOT soto", "soto~"},
           Row{"NOT (soto NOT kudus)", "NOT (\"soto\" NOT kudus)"},
           Row{"data* rawon", "data* rawon~"},
           Row{"a* b* c* d* e*", "a* b* c* d* e"},
           Row{"* ** (*)", ""},
           Row{"soto NEAR/5 kudus", "(soto NEAR/5 kudus)"},
           Row{"soto NEAR kudus NEAR/12 enak", "(soto NEAR/12 kudus NEAR/12 enak)"},
           Row{"enak soto NEAR/2 kudus", "enak (soto NEAR/2 kudus)"},
           // What makes no sense is words, or nothing.
           Row{"AND soto OR", "and soto or~"},
           Row{"soto AND OR kudus", "((soto and) OR kudus~)"},
           Row{"AND", "and~"},
           Row{"NOT", "not~"},
           Row{"soto NEAR/0 kudus", "soto near 0 kudus~"},
           Row{"NEAR/5 soto", "near 5 soto~"},
           Row{"((soto", "soto~"},
           Row{"soto))) AND (kudus", "(soto AND kudus~)"},
           Row{"() soto (()) -() -!", "soto"},
           Row{"((soto) (AND)) OR", "((soto and) or~)"},
           Row{"back-end NOT front-end", "((back{=backend} end{=backend}) NOT \"front end\")"},
       }) {
    CAPTURE(text);
    CHECK(describe(parse_full(text)) == description);
  }
}

TEST_CASE("the name of an attribute and a colon limit what follows to that attribute") {
  const auto is_attribute = [](std::string_view name) { return name == "title" || name == "a"; };
  struct Row {
    const char* text;
    const char* description;
  };
  for (const auto& [text, description] : {
           Row{"title:soto ayam", "title:soto ayam~"},
           Row{"title:soto", "title:soto~"},
           Row{"title:\"soto ayam\" kudus", "title:\"soto ayam\" kudus~"},
           Row{"title:back-end", "title:back{=backend} title:end{=backend}~"},
           Row{"-title:soto ayam", "(NOT title:\"soto\" ayam~)"},
           Row{"NOT title:soto OR ayam", "(NOT title:\"soto\" OR ayam~)"},
           Row{"(title:soto OR title:ayam) AND kudus", "((title:soto OR title:ayam) AND kudus~)"},
           Row{"title:data*", "title:data*"},
           Row{"title:soto NEAR/3 kudus", "title:(soto NEAR/3 kudus)"},
           Row{"soto NEAR/3 title:kudus", "soto near 3 title:kudus~"},
           Row{"title:soto NEAR/3 title:kudus", "title:(soto NEAR/3 kudus)"},
           Row{"a:b:soto", "a:b a:soto~"},
           Row{"a:soto", "a:soto~"},
           // What is no attribute, or limits nothing, is words.
           Row{"judul:soto", "judul soto~"},
           Row{"Title:soto", "title{titl} soto~"},
           Row{"title: soto", "title{titl} soto~"},
           Row{"title:", "title{titl}"},
           Row{"title:(soto ayam)", "(title{titl} (soto ayam))"},
           Row{":soto", "soto~"},
           Row{"http://title:80", "http title{titl} 80~"},
           Row{"10:30 title::", "10 30 title{titl}"},
       }) {
    CAPTURE(text);
    telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
    CHECK(describe(telusur::query::parse_full(text, analyzer, {}, is_attribute)) == description);
  }
}

TEST_CASE("operators stay within limits") {
  CHECK(describe(parse_full(repeated("(", 1000) + "soto OR rawon" + repeated(")", 1000) + " AND kudus")) ==
        "((soto OR rawon) AND kudus~)");
  CHECK(parse_full(repeated("NOT ", 1000) + "soto").clauses.size() == telusur::SearchLimits{}.query_words);
  CHECK(parse_full(repeated("(soto OR ", 500)).truncated);
  CHECK_FALSE(parse_full(repeated("-(", 2000) + "soto").truncated);
}
