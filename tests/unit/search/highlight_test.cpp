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
