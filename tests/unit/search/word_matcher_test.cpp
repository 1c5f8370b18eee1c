#include "search/word_matcher.hpp"

#include <doctest/doctest.h>

#include "engine/stemmers.hpp"
#include "query/parser.hpp"

using telusur::query::Alternative;
using telusur::query::Query;
using telusur::query::QueryWord;
using telusur::search::WordMatcher;

namespace {

/// `text` with the matched words in brackets, for a query whose first word has these alternatives.
std::string matched(const std::string& query, const std::vector<std::vector<QueryWord>>& alternatives,
                    const std::string& text) {
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  Query parsed = telusur::query::parse(query, analyzer);
  if (!alternatives.empty()) {
    parsed.expansions.push_back({});
    for (const auto& words : alternatives) {
      parsed.expansions.back().alternatives.push_back({Alternative::Origin::kTranslation, words});
    }
  }
  const auto& tokens = analyzer.analyze(text);
  const std::vector<bool> matches = WordMatcher(parsed).match(tokens);
  std::string shown;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string word = text.substr(tokens[i].offset_bytes, tokens[i].length_bytes);
    shown += (shown.empty() ? "" : " ") + (matches[i] ? "[" + word + "]" : word);
  }
  return shown;
}

}  // namespace

TEST_CASE("the words of a phrase match side by side, and a single one anywhere") {
  const std::vector<std::vector<QueryWord>> hospital{{{"rumah", {}}, {"sakit", {}}}, {{"klinik", {}}}};
  CHECK(matched("hospital", hospital, "rumah yang sakit di rumah sakit klinik hospital rumah") ==
        "rumah yang sakit di [rumah] [sakit] [klinik] [hospital] rumah");
  CHECK(matched("hospital", hospital, "sakit rumah") == "sakit rumah");
  CHECK(matched("hospital", hospital, "rumah").ends_with("rumah"));
  CHECK(matched("hospital", hospital, "") == "");
}

TEST_CASE("phrases that begin alike, and that overlap") {
  const std::vector<std::vector<QueryWord>> some{{{"a1", {}}, {"b1", {}}},
                                                 {{"a1", {}}, {"b1", {}}, {"c1", {}}},
                                                 {{"b1", {}}, {"b1", {}}},
                                                 {{"c1", {}}, {"a1", {}}}};
  CHECK(matched("x1", some, "a1 b1 b1 b1 x1 a1 b1 c1 a1 c1") == "[a1] [b1] [b1] [b1] [x1] [a1] [b1] [c1] [a1] c1");
}

TEST_CASE("a phrase is found by the stems of its words") {
  CHECK(matched("running", {{{"berlari", {"lari"}}, {"kencang", {}}}}, "ia berlari kencang, lari") ==
        "ia [berlari] [kencang] lari");
}

TEST_CASE("words that hold a sentence together are marked only where nothing else is asked for") {
  CHECK(matched("yang enak", {}, "yang enak") == "yang [enak]");
  CHECK(matched("yang", {}, "yang enak") == "[yang] enak");
  CHECK(matched("\"yang enak\" -murah", {}, "yang enak murah") == "[yang] [enak] murah");
}
