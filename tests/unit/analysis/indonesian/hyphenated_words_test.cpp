#include <doctest/doctest.h>

#include "analysis/indonesian/stemmer.hpp"
#include "unit/analysis/indonesian/tiny_lexicon.hpp"

using namespace telusur::analysis;

TEST_CASE("hyphenated words: doubling, clitics and affixes") {
  struct Case {
    const char* word;
    const char* stem;
    StemKind kind;
  };
  const Case cases[] = {
      {"buku-buku", "buku", StemKind::kReduplicated},
      {"buku-bukunya", "buku", StemKind::kReduplicated},
      {"buku-buku-nya", "buku", StemKind::kReduplicated},
      {"tulisan-tulisan", "tulis", StemKind::kReduplicated},
      {"berjalan-jalan", "jalan", StemKind::kReduplicated},
      {"berjalan-jalanlah", "jalan", StemKind::kReduplicated},
      {"seindah-indahnya", "indah", StemKind::kReduplicated},
      {"tulis-menulis", "tulis", StemKind::kReduplicated},
      {"pukul-memukul", "pukul", StemKind::kReduplicated},
      {"turun-menurun", "turun", StemKind::kReduplicated},
      {"sayur-mayur", "sayur-mayur", StemKind::kEntry},
      {"sayur-mayurnya", "sayur-mayur", StemKind::kEntry},
      {"buku2", "buku", StemKind::kReduplicated},
      {"buku2nya", "buku", StemKind::kReduplicated},
      {"ke-4", "4", StemKind::kUnchanged},
      {"se-indonesia", "indonesia", StemKind::kUnchanged},
      {"1990-an", "1990", StemKind::kUnchanged},
      {"xyz-nya", "xyz", StemKind::kUnchanged},
      {"client-server", "client-server", StemKind::kUnchanged},
      {"client-server-nya", "client-server", StemKind::kUnchanged},
      {"di-client-server", "client-server", StemKind::kUnchanged},
      {"log-in", "log-in", StemKind::kUnchanged},
      {"plug-in-nya", "plug-in", StemKind::kUnchanged},
      {"di-xyz-in", "xyz", StemKind::kUnchanged},
      {"anti-korupsi", "korupsi", StemKind::kUnchanged},
      {"1-1", "1-1", StemKind::kUnchanged},
      {"0812-812", "0812-812", StemKind::kUnchanged},
      {"2000-000", "2000-000", StemKind::kUnchanged},
      {"mp3", "mp3", StemKind::kUnchanged},
      {"co2", "co2", StemKind::kUnchanged},
      {"-", "-", StemKind::kUnchanged},
      {"--", "--", StemKind::kUnchanged},
      {"a-", "a-", StemKind::kUnchanged},
      {"-a", "-a", StemKind::kUnchanged},
  };
  const IndonesianStemmer stemmer(testing::tiny_lexicon());
  for (const Case& c : cases) {
    CAPTURE(c.word);
    const Stem stem = stemmer.stem(c.word);
    CHECK(stem.text == c.stem);
    CHECK(stem.kind == c.kind);
  }
}
