#include "telusur/analyzer.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

using telusur::Analyzer;
using telusur::Token;
using telusur::TokenKind;

namespace {

/// By rules alone, so that the tests depend on no package.
Analyzer by_rules() { return Analyzer({.lexicon_dir = "/nonexistent"}); }

}  // namespace

TEST_CASE("tokens tell where they stand, what they are, and by what they are found") {
  Analyzer analyzer = by_rules();
  const std::string text = "Databasenya jalan di C++, versi 1.4.22 — 東京";
  const std::vector<Token> tokens = analyzer.analyze(text);
  std::vector<std::string> words;
  std::vector<TokenKind> kinds;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    words.push_back(text.substr(tokens[i].offset_bytes, tokens[i].length_bytes));
    kinds.push_back(tokens[i].kind);
    CHECK(tokens[i].position == i);
  }
  CHECK(words == std::vector<std::string>{"Databasenya", "jalan", "di", "C++", "versi", "1.4.22", "東京"});
  using enum TokenKind;
  CHECK(kinds == std::vector<TokenKind>{kWord, kWord, kWord, kTechnical, kWord, kNumber, kIdeograph});
  CHECK(tokens[0].surface == "databasenya");
  CHECK(tokens[3].surface == "c++");
  CHECK(tokens[2].language == "id");
}

TEST_CASE("a text says nothing about the next one") {
  Analyzer analyzer = by_rules();
  CHECK(analyzer.language("yang ini dan itu adalah untuk kita") == "id");
  CHECK(analyzer.language("the quick answer is that it was not for us") == "en");
  CHECK(analyzer.language("") == "");
  CHECK(analyzer.analyze("").empty());
  CHECK(analyzer.analyze("satu")[0].position == 0);
}

TEST_CASE("the stem of a stem is itself, and what is no word has none") {
  Analyzer analyzer = by_rules();
  for (const char* word :
       {"menuliskannya", "PEMBELAJARAN", "buku-buku", "running", "C++", "ﬁlm", "", " ", "\xFF\xFE"}) {
    CAPTURE(word);
    const std::string stem = analyzer.stem(word);
    CHECK(analyzer.stem(stem) == stem);
  }
  CHECK(analyzer.stem("").empty());
}

TEST_CASE("the stem of a stem is itself for every entry of the installed dictionaries, as it is and inside affixes") {
  Analyzer analyzer;
  long entries = 0;
  for (const char* dictionary : {"id_ID.dic", "en_US.dic"}) {  // hunspell-id and hunspell-en-us, packages of the build
    std::ifstream file(std::string("/usr/share/hunspell/") + dictionary);
    REQUIRE(file.good());
    for (std::string line; std::getline(file, line);) {
      const std::string entry = line.substr(0, line.find('/'));
      if (entry.empty() || entry.find_first_of(" \t0123456789") != std::string::npos) {
        continue;
      }
      ++entries;
      for (const std::string& word : {entry, entry + "nya", "di" + entry + "kan"}) {
        const std::string stem = analyzer.stem(word);
        if (analyzer.stem(stem) != stem) {
          CAPTURE(word);
          CAPTURE(stem);
          CHECK(analyzer.stem(stem) == stem);
        }
      }
    }
  }
  CHECK(entries > 70'000);
}
