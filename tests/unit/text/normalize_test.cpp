#include "text/normalize.hpp"

#include <doctest/doctest.h>

#include <string>

using telusur::text::fold_word;

TEST_CASE("words are folded to one form") {
  struct Row {
    const char* word;
    const char* folded;
  };
  for (const auto& [word, folded] :
       {Row{"Menulis", "menulis"}, Row{"ÉTÉ", "été"}, Row{"Straße", "strasse"}, Row{"\uFF21\uFF22\uFF11", "ab1"},
        Row{"ﬁtur", "fitur"}, Row{"so\u00ADal", "soal"}, Row{"a\x01z", "az"}, Row{"\xFFx", "x"}, Row{"", ""}}) {
    CAPTURE(word);
    CHECK(fold_word(word) == folded);
  }
}

TEST_CASE("a long word is cut to 64 code points") {
  CHECK(fold_word(std::string(1000, 'A')) == std::string(64, 'a'));
  std::string accented;
  for (int i = 0; i < 100; ++i) {
    accented += "é";
  }
  CHECK(fold_word(accented).size() == 2 * telusur::text::kMaxWordCodePoints);
}
