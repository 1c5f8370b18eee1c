#include "analysis/indonesian/informal_words.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "unit/analysis/indonesian/tiny_lexicon.hpp"

using namespace telusur::analysis;

namespace {

using Words = std::vector<std::string>;

constexpr std::string_view kAliases =
    "yg yang\nliat lihat\ntemen teman\nbanget sangat\nortu orang tua\norg2 orang-orang\ndenger dengar\n";

struct Case {
  const char* word;
  Words aliases;
  Words parts = {};
};

class Fixture {
 public:
  explicit Fixture(bool has_lexicon = true) {
    std::vector<ListProblem> problems;
    aliases_.add(kAliases, "colloquial-id.txt", problems);
    REQUIRE(problems.empty());
    if (has_lexicon) {
      // Roots whose like the tiny lexicon lacks: "coba" with affixes, "soba" without.
      lexicon_ =
          IndonesianLexicon::from_image(compile_lexicon({.hunspell_dic = std::string(testing::kTinyDic) +
                                                                         "coba/M0D0\nsoba\ncek\nambil/M0D0\nada\n"
                                                                         "kupu-kupu\ncapek\nmaaf\ngambar/M0D0\nnadi\n",
                                                         .hunspell_aff = testing::kTinyAff,
                                                         .english_dic = testing::kTinyEnglish})
                                            .image);
      stemmer_ = IndonesianStemmer(*lexicon_);
    }
  }

  Variants of(std::string_view word) const {
    return informal_variants({.aliases = aliases_, .stemmer = stemmer_, .lexicon = lexicon_ ? &*lexicon_ : nullptr},
                             word);
  }

  void check(const std::vector<Case>& cases) const {
    for (const Case& c : cases) {
      CAPTURE(c.word);
      const Variants variants = of(c.word);
      CHECK(variants.aliases == c.aliases);
      CHECK(variants.parts == c.parts);
    }
  }

 private:
  AliasList aliases_;
  IndonesianStemmer stemmer_;
  std::optional<IndonesianLexicon> lexicon_;
};

}  // namespace

TEST_CASE("informal words: those of the lists, and those that the stemmer leaves of a word") {
  const Fixture words;
  words.check({{"yg", {"yang"}},
               {"ortu", {}, {"orang", "tua"}},
               {"temennya", {"teman"}},
               {"buku", {}},
               {"yang", {}},
               {"", {}},
               {"\xF0\x9F\x8D\x9C", {}}});
  CHECK(words.of("yg").language == Language::kIndonesian);
  CHECK(words.of("buku").language == Language::kUnknown);
}

TEST_CASE("informal words: letters that are repeated, before a known word only") {
  Fixture().check({{"bangettt", {"banget", "sangat"}},
                   {"bangeeeettt", {"banget", "sangat"}},
                   {"capeeek", {"capek"}},
                   {"bukuu", {"buku"}},
                   {"menuliss", {}},  // a consonant twice is a spelling
                   {"menulisss", {"menulis"}},
                   {"maaaf", {"maaf"}},      // before maf
                   {"debugggg", {"debug"}},  // English
                   {"renee", {}},
                   {"wwww", {}},
                   {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", {}}});
}

TEST_CASE("informal words: doubled by a digit") {
  Fixture().check({{"buku2", {"buku-buku"}},
                   {"buku2nya", {"buku-bukunya"}},
                   {"jalan2an", {"jalan-jalanan"}},
                   {"kupu2", {"kupu-kupu"}},  // no word without the other half
                   {"temen2", {"teman-teman"}},
                   {"org2", {"orang-orang"}},
                   {"berjalan2", {}},  // not berjalan-berjalan
                   {"buku22", {}},
                   {"buku2x", {}},
                   {"mp2", {}},
                   {"2buku", {}},
                   {"22222222222222222222222", {}}});
}

TEST_CASE("informal words: verbs of everyday speech") {
  Fixture().check({{"ngambilin", {"ambil"}},
                   {"ngambilinnya", {"ambil"}},
                   {"nyobain", {"coba"}},  // soba takes no affixes
                   {"ngadain", {"ada"}},
                   {"ngecek", {"cek"}},
                   {"nggambar", {"gambar"}},
                   {"diliatin", {"lihat"}},
                   {"ngedengerin", {"dengar"}},
                   {"ngambil", {}},  // the stemmer knows it
                   {"nadin", {}},    // a name: n- and -in leave too little
                   {"ng", {}},
                   {"nyin", {}},
                   {"ngngngngngngngngin", {}}});
}

TEST_CASE("informal words: without a lexicon, what the lists tell") {
  Fixture(false).check({{"yg", {"yang"}},
                        {"bangettt", {"banget", "sangat"}},
                        {"temen2", {"teman-teman"}},
                        {"diliatin", {"lihat"}},
                        {"ngambilin", {}},
                        {"kupu2", {}}});
}
