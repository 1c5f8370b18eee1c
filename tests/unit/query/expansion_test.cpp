#include "query/expansion.hpp"

#include <doctest/doctest.h>

#include <string>

#include "engine/stemmers.hpp"
#include "query/parser.hpp"

using telusur::analysis::TermEntry;

namespace {

std::string expansions(const std::string& text, bool across = true) {
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  const std::vector<TermEntry> entries{
      {"phone", "iphone"}, {"phone", "telepon genggam"}, {"iphone", "ponsel"}, {"smart phone", "phone"}};
  const telusur::analysis::TermTable synonyms(entries, analyzer);
  const std::vector<telusur::analysis::TranslationPair> pairs{{"gaji", "salary"},
                                                              {"gaji", "wage"},
                                                              {"basis data", "database"},
                                                              {"data", "datum"},
                                                              {"air", "water"},
                                                              {"udara", "air"},
                                                              {"minum", "drink"},
                                                              {"segar", "fresh"},
                                                              {"telepon", "phone"},
                                                              {"sumber terbuka", "open source"},
                                                              {"dan", "and"}};
  const auto translations = telusur::analysis::make_translations(pairs, analyzer);
  auto query = telusur::query::parse(text, analyzer);
  telusur::query::expand(query, {&synonyms, across ? &translations : nullptr}, analyzer);
  return telusur::query::describe_expansions(query);
}

}  // namespace

TEST_CASE("alternatives of words and phrases") {
  struct Row {
    const char* text;
    const char* expansions;
  };
  for (const auto& [text, wanted] : {
           Row{"", ""},
           Row{"gaji", "gaji ~ salary, wage"},
           Row{"Salaries", "salaries ~ gaji"},
           // A phrase is translated as a whole, and its words then not apart.
           Row{"mencari basis data", "basis data ~ database"},
           Row{"data basis", "data ~ datum"},
           Row{"open source phone", "open source ~ sumber terbuka | phone = iphone, telepon genggam ~ telepon"},
           // Synonyms of the words inside a phrase stay, and none of a synonym is followed.
           Row{"smart phone", "smart phone = phone | phone = iphone, telepon genggam ~ telepon"},
           Row{"iphone", "iphone = ponsel"},
           // A word of both languages goes the way of its neighbours.
           Row{"air minum", "air ~ water | minum ~ drink"},
           Row{"fresh air", "fresh ~ segar | air ~ udara"},
           Row{"air", "air ~ water, udara"},
           // Function words, quoted and excluded ones.
           Row{"gaji dan", "gaji ~ salary, wage"},
           Row{"\"gaji\" -salary -\"basis data\"", ""},
           Row{"basis -gaji data", "data ~ datum"},
       }) {
    CAPTURE(text);
    CHECK(expansions(text) == wanted);
  }
  CHECK(expansions("gaji phone", false) == "phone = iphone, telepon genggam");
}
