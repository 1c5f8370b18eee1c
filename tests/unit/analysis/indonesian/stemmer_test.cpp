#include "analysis/indonesian/stemmer.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "unit/analysis/indonesian/tiny_lexicon.hpp"

using namespace telusur::analysis;

namespace {
struct Case {
  const char* word;
  const char* stem;
  StemKind kind;
};
}  // namespace

TEST_CASE("stemmer: words with a lexicon") {
  const IndonesianStemmer stemmer(testing::tiny_lexicon());
  const Case cases[] = {
      {"buku", "buku", StemKind::kEntry},
      {"bukunya", "buku", StemKind::kAnalysed},
      {"dibukukan", "buku", StemKind::kAnalysed},
      {"membukukannya", "buku", StemKind::kAnalysed},
      {"menulis", "tulis", StemKind::kAnalysed},
      {"tulisan", "tulis", StemKind::kAnalysed},
      {"keindahannyalah", "indah", StemKind::kAnalysed},
      {"berjalan", "jalan", StemKind::kAnalysed},
      {"bertemu", "temu", StemKind::kAnalysed},
      {"dan", "dan", StemKind::kProtectedWord},
      {"belajar", "ajar", StemKind::kEntry},
      {"pelajar", "ajar", StemKind::kEntry},
      {"pembelajaran", "ajar", StemKind::kAnalysed},  // through the derived word
      {"berfitur", "fitur", StemKind::kAnalysed},     // a root of our own list
      // rivals: the winner of the list
      {"mengemas", "kemas", StemKind::kAnalysed},
      {"mengukur", "ukur", StemKind::kAnalysed},
      {"beratap", "atap", StemKind::kAnalysed},
      {"meratap", "ratap", StemKind::kAnalysed},
      // a prefix inside a word of the lexicon belongs to it
      {"keseragaman", "seragam", StemKind::kAnalysed},
      {"keragaman", "ragam", StemKind::kAnalysed},
      {"xyzzy", "xyzzy", StemKind::kUnchanged},
  };
  for (const Case& c : cases) {
    CAPTURE(c.word);
    const Stem stem = stemmer.stem(c.word);
    CHECK(stem.text == c.stem);
    CHECK(stem.kind == c.kind);
  }
}

TEST_CASE("stemmer: English words, bare and inside Indonesian affixes") {
  const IndonesianStemmer stemmer(testing::tiny_lexicon());
  for (const Case& c :
       {Case{"database", "database", StemKind::kEnglishBase}, Case{"databasenya", "database", StemKind::kEnglishBase},
        Case{"diupgrade", "upgrade", StemKind::kEnglishBase}, Case{"mendownload", "download", StemKind::kEnglishBase},
        Case{"ngedebug", "debug", StemKind::kEnglishBase}, Case{"bugnya", "bug", StemKind::kEnglishBase},
        Case{"testingnya", "testing", StemKind::kEnglishBase}, Case{"di-deploy", "deploy", StemKind::kEnglishBase},
        Case{"nge-debug", "debug", StemKind::kEnglishBase}, Case{"testing-nya", "testing", StemKind::kEnglishBase}}) {
    CAPTURE(c.word);
    const Stem stem = stemmer.stem(c.word);
    CHECK(stem.text == c.stem);
    CHECK(stem.english == c.stem);
    CHECK(stem.kind == c.kind);
  }
  const Stem both = stemmer.stem("operator");
  CHECK(both.kind == StemKind::kEntry);
  CHECK(both.text == "operator");
  CHECK(both.english == "operator");
  CHECK(stemmer.stem("buku").english.empty());
}

TEST_CASE("stemmer: names are not cut") {
  const IndonesianStemmer stemmer(testing::tiny_lexicon());
  for (const char* name : {"diana", "abdullah", "wahyuni", "bernard", "dahlan", "menteng", "seattle", "kevin"}) {
    CAPTURE(name);
    CHECK(stemmer.stem(name).text == name);
  }
}

TEST_CASE("stemmer: any word comes back, and the stem of a stem is itself") {
  const IndonesianStemmer stemmers[] = {IndonesianStemmer(testing::tiny_lexicon()), IndonesianStemmer()};
  constexpr unsigned kSeed = 20240229;
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  const std::string_view pieces[] = {"me", "ber", "tulis",    "buku", "an", "kan", "nya",
                                     "-",  "2",   "\xC3\xA9", "ke",   "x",  "i",   "\xff"};
  for (int n = 0; n < 20000; ++n) {
    std::string word;
    for (auto length = random() % 7; length > 0; --length) {
      word += pieces[random() % std::size(pieces)];
    }
    for (const IndonesianStemmer& stemmer : stemmers) {
      CAPTURE(word);
      const std::string once(stemmer.stem(word).text);
      CHECK(once.empty() == word.empty());
      CHECK(stemmer.stem(once).text == once);
    }
  }
}

TEST_CASE("stemmer: words of more than 64 code points come back whole") {
  const IndonesianStemmer stemmer(testing::tiny_lexicon());
  const std::string fits = std::string(58, 'x') + "bukunya";
  CHECK(stemmer.stem(fits).text == fits);
  CHECK(stemmer.stem("kaf\xC3\xA9nya").text == "kaf\xC3\xA9");
  CHECK(stemmer.stem(std::string(100000, '-')).text.size() == 100000);
  CHECK(stemmer.stem("").text.empty());
}

TEST_CASE("stemmer: rules alone take clear affixes") {
  const IndonesianStemmer stemmer;
  struct RuleCase {
    const char* word;
    const char* stem;
  };
  for (const RuleCase& c :
       {RuleCase{"bukunya", "buku"}, RuleCase{"dibukukan", "buku"}, RuleCase{"berjalan", "jalan"},
        RuleCase{"keindahan", "indah"}, RuleCase{"makan", "makan"}, RuleCase{"buku-buku", "buku"}}) {
    CAPTURE(c.word);
    CHECK(stemmer.stem(c.word).text == c.stem);
  }
}
