#include "query/expansion.hpp"

#include <doctest/doctest.h>

#include <string>

#include "engine/stemmers.hpp"
#include "query/parser.hpp"

using telusur::analysis::TermEntry;

namespace {

std::string expansions(const std::string& text, bool across = true) {
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  const std::vector<TermEntry> entries{{"phone", "iphone"},
                                       {"phone", "telepon genggam"},
                                       {"iphone", "ponsel"},
                                       {"smart phone", "phone"},
                                       {"telepon genggam", "ponsel"}};
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
                                                              {"nomor telepon", "phone number"},
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
           // A translation does not hide a phrase of the synonyms that begins inside it.
           Row{"nomor telepon genggam", "telepon genggam = ponsel | telepon ~ phone"},
           Row{"nomor telepon", "nomor telepon ~ phone number"},
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

TEST_CASE("a query takes a limited number of synonyms") {
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  std::vector<std::string> terms;
  for (int i = 0; i < 500; ++i) {
    terms.push_back("sinonim" + std::to_string(i));
  }
  std::vector<TermEntry> entries;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    entries.push_back({i % 5 == 0 ? "a" : i % 5 == 1 ? "b" : i % 5 == 2 ? "c" : i % 5 == 3 ? "d" : "e", terms[i]});
  }
  const telusur::analysis::TermTable synonyms(entries, analyzer);
  auto query = telusur::query::parse("a b c d e", analyzer);
  telusur::query::expand(query, {&synonyms, nullptr}, analyzer);
  std::size_t taken = 0;
  for (const auto& expansion : query.expansions) {
    taken += expansion.alternatives.size();
  }
  CHECK(taken == 200);
}
