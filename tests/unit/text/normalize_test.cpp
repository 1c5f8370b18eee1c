#include "text/normalize.hpp"

#include <doctest/doctest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <string>

#include "base/ascii.hpp"

using telusur::text::fold_text;
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

TEST_CASE("a text is folded as its words are, however long it is") {
  CHECK(fold_text("") == "");
  CHECK(fold_text("Nasi Goreng") == "nasi goreng");
  CHECK(fold_text(std::string(1000, 'A')) == std::string(1000, 'a'));
  std::string text;
  std::string folded;
  for (int i = 0; i < 200; ++i) {
    text += "Straße É ﬁtur’s ";
    folded += "strasse é fitur's ";
  }
  CHECK(fold_text(text) == folded);
  CHECK(fold_text(folded) == folded);
  CHECK(fold_text("e\u0301") == "é");
  CHECK(fold_text("a\tb\xFF") == "ab");
}

TEST_CASE("a long word is cut to 64 code points") {
  CHECK(fold_word(std::string(1000, 'A')) == std::string(64, 'a'));
  std::string accented;
  for (int i = 0; i < 100; ++i) {
    accented += "é";
  }
  CHECK(fold_word(accented).size() == 2 * telusur::text::kMaxWordCodePoints);
}

TEST_CASE("ASCII words are folded as ICU folds them, and those of small letters alone are folded already") {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  REQUIRE(U_SUCCESS(status));
  for (char first = 0x20; first < 0x7F; ++first) {
    for (char second = 0x20; second < 0x7F; ++second) {
      const std::string word{'a', first, 'k', second, 'z'};
      std::string by_icu;
      normalizer->normalize(icu::UnicodeString::fromUTF8(word), status).toUTF8String(by_icu);
      REQUIRE(U_SUCCESS(status));
      CAPTURE(word);
      REQUIRE(fold_word(word) == by_icu);
      REQUIRE((!telusur::base::is_lower_ascii(word) || by_icu == word));
    }
  }
}
