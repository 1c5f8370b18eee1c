#include "analysis/bilingual/term_table.hpp"

#include <doctest/doctest.h>

#include "engine/stemmers.hpp"

using telusur::analysis::TermEntry;
using telusur::analysis::TermTable;
using telusur::analysis::TermWord;
using Targets = std::vector<std::string_view>;

namespace {

telusur::analysis::WordAnalyzer& analyzer() {
  static telusur::analysis::WordAnalyzer words(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  return words;
}

Targets find(const TermTable& table, std::string_view text, std::size_t max = 10) {
  std::vector<TermWord> words;
  for (const auto& token : analyzer().analyze(text)) {
    words.push_back({token.word->surface, token.word->keys});
  }
  return table.find(words, max);
}

}  // namespace

TEST_CASE("a term is found as it is spelled, and by its stems only where that finds nothing") {
  const std::vector<TermEntry> entries{{"universe", "jagat raya"},
                                       {"university", "universitas"},
                                       {"uang", "money"},
                                       {"beruang", "bear"},
                                       {"Basis data", "database"},
                                       {"database", "database"},
                                       {"programming language", "x"},
                                       {"uang", "cash"},
                                       {"uang", "money"}};
  const TermTable table(entries, analyzer());
  CHECK(find(table, "universe") == Targets{"jagat raya"});
  CHECK(find(table, "university") == Targets{"universitas"});
  CHECK(find(table, "universities") == Targets{"universitas"});
  CHECK(find(table, "beruang") == Targets{"bear"});
  CHECK(find(table, "uang") == Targets{"money", "cash"});
  CHECK(find(table, "uang", 1) == Targets{"money"});
  CHECK(find(table, "BASIS DATA") == Targets{"database"});
  CHECK(find(table, "programming languages") == Targets{"x"});
  CHECK(find(table, "database").empty());
  CHECK(find(table, "basis").empty());
  CHECK(find(table, "a b c").empty());
  CHECK(find(table, "").empty());
  CHECK(table.longest() == 2);
  CHECK(table.contains("basis data"));
  CHECK_FALSE(table.contains("universities"));
  CHECK(TermTable().empty());
  CHECK(find(TermTable(), "uang").empty());
}
