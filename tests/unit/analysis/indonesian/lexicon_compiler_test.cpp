#include "analysis/indonesian/lexicon_compiler.hpp"

#include <doctest/doctest.h>

#include "unit/analysis/indonesian/tiny_lexicon.hpp"

using namespace telusur::analysis;

TEST_CASE("lexicon compiler: equal sources give equal bytes") {
  CHECK(testing::compile_tiny().image == testing::compile_tiny().image);
  CHECK(testing::compile_tiny().problems.empty());
}

TEST_CASE("lexicon compiler: bad lines are reported with their number and left out") {
  const CompiledLexicon compiled = compile_lexicon(
      {.derived = "belajar ajar\n# a comment\nsendirian\na b c\n", .roots = "satu " + std::string(65, 'x') + " dua\n"});
  REQUIRE(compiled.problems.size() == 3);
  CHECK(compiled.problems[0].list == "roots-id.txt");
  CHECK(compiled.problems[0].line == 1);
  CHECK(compiled.problems[1].list == "derived-id.txt");
  CHECK(compiled.problems[1].line == 3);
  CHECK(compiled.problems[2].line == 4);
  const IndonesianLexicon lexicon = IndonesianLexicon::from_image(compiled.image);
  CHECK(lexicon.find("belajar").stem() == "ajar");
  CHECK(lexicon.find("dua"));
}

TEST_CASE("lexicon compiler: a circle of derived words is reported and broken") {
  const CompiledLexicon compiled = compile_lexicon({.derived = "satu dua\ndua tiga\ntiga satu\n"});
  CHECK_FALSE(compiled.problems.empty());
  const IndonesianLexicon lexicon = IndonesianLexicon::from_image(compiled.image);
  for (const char* word : {"satu", "dua", "tiga"}) {
    const std::string_view stem = lexicon.find(word).stem();
    CHECK(lexicon.find(stem).stem() == stem);
  }
}

TEST_CASE("lexicon compiler: a line may hold any number of words") {
  const CompiledLexicon compiled = compile_lexicon({.roots = "a1 b1 c1 d1 e1 f1 g1 h1 i1 j1 k1 # l1\n"});
  const IndonesianLexicon lexicon = IndonesianLexicon::from_image(compiled.image);
  CHECK(lexicon.size() == 11);
  CHECK(lexicon.find("k1"));
  CHECK_FALSE(lexicon.find("l1"));
}
