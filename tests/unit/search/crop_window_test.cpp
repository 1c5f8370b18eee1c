#include "search/crop_window.hpp"

#include <doctest/doctest.h>

#include <set>

#include "engine/stemmers.hpp"
#include "support/random.hpp"

using telusur::analysis::Word;
using telusur::search::WordWindow;

namespace {

/// Different matched words in a stretch, and matches.
std::pair<std::size_t, std::size_t> score(const std::vector<const Word*>& matched, std::size_t first,
                                          std::size_t last) {
  std::set<const Word*> different;
  std::size_t count = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (matched[i] != nullptr) {
      different.insert(matched[i]);
      ++count;
    }
  }
  return {different.size(), count};
}

}  // namespace

TEST_CASE("no window holds more matches than the best one, nor do those that may stand for it hold less") {
  TELUSUR_RANDOM(random);
  const auto below = [&](std::size_t end) { return static_cast<std::size_t>(random.between(0, end - 1)); };
  const std::vector<Word> words(3);
  for (int round = 0; round < 500; ++round) {
    std::vector<const Word*> matched(below(30) + 1);
    for (auto& word : matched) {
      word = below(3) == 0 ? &words[below(3)] : nullptr;
    }
    const std::size_t size = below(matched.size()) + 1;
    CAPTURE(round);
    const WordWindow window = telusur::search::best_window(matched, size);
    REQUIRE(window.last - window.first == size);
    const auto best = score(matched, window.first, window.last);
    for (std::size_t first = 0; first + size <= matched.size(); ++first) {
      CHECK(score(matched, first, first + size) <= best);
    }
    CHECK(window.earliest <= window.first);
    CHECK(window.first <= window.latest);
    for (std::size_t first = window.earliest; first <= window.latest; ++first) {
      CHECK(score(matched, first, first + size) == best);
    }
  }
}

TEST_CASE("a window that begins with a sentence stays inside its bounds, whatever the text") {
  TELUSUR_RANDOM(random);
  const auto below = [&](std::size_t end) { return static_cast<std::size_t>(random.between(0, end - 1)); };
  telusur::analysis::WordAnalyzer analyzer(telusur::engine::make_stemmer({.lexicon_dir = "/nonexistent"}));
  telusur::text::Segmenter sentences(telusur::text::Segmenter::Unit::kSentence);
  const std::vector<std::string> pieces{"kata ", "Kata ", "akhir. ", "\n", "\xFF", "…", "dr. ", "é ", "東京。", "? "};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (auto length = below(20) + 2; length > 0; --length) {
      text += pieces[below(pieces.size())];
    }
    const auto& tokens = analyzer.analyze(text);
    if (tokens.size() < 2) {
      continue;
    }
    const std::size_t size = below(tokens.size() - 1) + 1;
    const std::size_t earliest = below(tokens.size() - size + 1);
    const std::size_t latest = earliest + below(tokens.size() - size - earliest + 1);
    const WordWindow window =
        telusur::search::begin_with_sentence({earliest, earliest + size, earliest, latest}, tokens, text, sentences);
    CAPTURE(text);
    CHECK(window.last - window.first == size);
    CHECK(window.first >= earliest);
    CHECK(window.first <= latest);
    CHECK(window.last <= tokens.size());
  }
}
