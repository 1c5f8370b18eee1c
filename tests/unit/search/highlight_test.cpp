#include "search/highlight.hpp"

#include <doctest/doctest.h>

#include <string>

#include "engine/stemmers.hpp"
#include "query/parser.hpp"

using telusur::search::Highlighter;

namespace {

std::string format(const std::string& query, const std::string& text, std::uint32_t words, bool escape = true) {
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  Highlighter highlighter(telusur::query::parse(query, analyzer), analyzer, {"<em>", "</em>", "…", escape});
  return highlighter.format(text, true, words);
}

}  // namespace

TEST_CASE("matched words are marked and everything else is escaped") {
  CHECK(format("soto", "Soto <b>enak</b> & \"murah\"", 0) ==
        "<em>Soto</em> &lt;b&gt;enak&lt;/b&gt; &amp; &quot;murah&quot;");
  CHECK(format("soto", "<i>soto</i>", 0, false) == "<i><em>soto</em></i>");
  CHECK(format("running", "He runs.", 0) == "He <em>runs</em>.");
  CHECK(format("yang enak", "yang enak", 0) == "yang <em>enak</em>");
}

TEST_CASE("a crop shows the words around most matches") {
  CHECK(format("empat", "satu dua tiga empat lima enam tujuh", 3) == "…tiga <em>empat</em> lima…");
  CHECK(format("soto", "satu dua tiga", 2) == "satu dua…");
  CHECK(format("tiga", "satu dua tiga", 2) == "…dua <em>tiga</em>");
  CHECK(format("x", "", 2).empty());
}

TEST_CASE("a crop has a bound in bytes, too: a text without blanks is one word") {
  const std::string huge(10'000'000, 'x');
  CHECK(format("soto", "soto " + huge, 3) == "<em>soto</em> " + std::string(295, 'x') + "…");
  CHECK(format("soto", huge + " soto", 2).size() < 250);
  CHECK(format("soto", "é" + huge, 1) == "é" + std::string(98, 'x') + "…");
  std::string accents;
  while (accents.size() < 1'000) {
    accents += "é";
  }
  CHECK(format("soto", "a" + accents, 1) == "a" + accents.substr(0, 98) + "…");
  CHECK(format("soto", "soto " + huge, 0).size() > huge.size());
  CHECK(format("soto", std::string(1'000'000, '.'), 3) == std::string(300, '.') + "…");
}

TEST_CASE("a long text is looked through until all words of the query are found together, up to a bound") {
  std::string filler;
  while (filler.size() < 20'000) {
    filler += "lain ";
  }
  CHECK(format("soto ayam", "soto enak " + filler + "soto ayam " + filler, 2) == "…<em>soto</em> <em>ayam</em>…");
  CHECK(format("soto rawon", "soto enak " + filler + "ayam", 2) == "<em>soto</em> enak…");
  // The first place with all of them is shown, even where a later one has more matches.
  CHECK(format("soto", "soto enak " + filler + "soto soto", 2) == "<em>soto</em> enak…");
  std::string far = filler;
  while (far.size() < 1'200'000) {
    far += filler;
  }
  CHECK(format("soto", far + "soto", 2) == "lain lain…");
}

TEST_CASE("a crop begins with the sentence of its first match where there is room") {
  const std::string text = "Satu dua tiga. Empat lima enam tujuh. Delapan sembilan sepuluh sebelas";
  CHECK(format("lima", text, 5) == "…Empat <em>lima</em> enam tujuh. Delapan…");
  CHECK(format("empat", text, 5) == "…<em>Empat</em> lima enam tujuh. Delapan…");
  CHECK(format("tujuh", text, 3) == "…enam <em>tujuh</em>. Delapan…");
  CHECK(format("dua", text, 5) == "Satu <em>dua</em> tiga. Empat lima…");
  CHECK(format("tiga tujuh", text, 6) == "…dua <em>tiga</em>. Empat lima enam <em>tujuh</em>…");
  CHECK(format("sepuluh", text, 3) == "…Delapan sembilan <em>sepuluh</em>…");
  CHECK(format("sepuluh", "Judul di atas\nSatu dua sepuluh sebelas duabelas", 4) ==
        "…Satu dua <em>sepuluh</em> sebelas…");
}
