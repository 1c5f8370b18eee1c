#include "text/segment.hpp"

#include <doctest/doctest.h>

#include <span>
#include <string>
#include <vector>

#include "support/random.hpp"

using telusur::text::Segmenter;

namespace {

std::vector<std::string> pieces(Segmenter::Unit unit, const std::string& text) {
  Segmenter segmenter(unit);
  std::vector<std::string> found;
  for (const auto& segment : segmenter.segment(text)) {
    found.push_back(text.substr(segment.offset_bytes, segment.length_bytes));
  }
  return found;
}

/// Offset, length and kind of each segment.
std::string listed(const std::vector<telusur::text::Segment>& segments) {
  std::string out;
  for (const auto& segment : segments) {
    out += std::to_string(segment.offset_bytes) + "+" + std::to_string(segment.length_bytes) + "/" +
           std::to_string(static_cast<int>(segment.kind)) + " ";
  }
  return out;
}

}  // namespace

TEST_CASE("words keep their place in the text") {
  using Words = std::vector<std::string>;
  CHECK(pieces(Segmenter::Unit::kWord, "Jum'at, node.js: Rp7.500.000!") == Words{"Jum'at", "node.js", "Rp7.500.000"});
  CHECK(pieces(Segmenter::Unit::kWord, "été 3,5 %") == Words{"été", "3,5"});
  CHECK(pieces(Segmenter::Unit::kWord, "a\xFF b") == Words{"a", "b"});
  CHECK(pieces(Segmenter::Unit::kWord, "a@b é@ü @ö") == Words{"a", "b", "é", "ü", "ö"});
  CHECK(pieces(Segmenter::Unit::kWord, " … ").empty());
}

TEST_CASE("sentences cover the whole text") {
  CHECK(pieces(Segmenter::Unit::kSentence, "Satu. Dua? Tiga").size() == 3);
}

TEST_CASE("the short way through ASCII gives what ICU gives") {
  TELUSUR_RANDOM(random);
  static constexpr std::string_view kPieces[] = {
      "a",    "Z",  "0",   "9", "_", " ",      "\n", "\r", "\t", "\v", ".",      ",",      ";",
      ":",    "'",  "\"",  "-", "/", "@",      "#",  "+",  "x1", "\1", "é",      "\u0301", "\u200d",
      "\xFF", "日", "ไทย", "🍜", "’", "\u00A0", "𝟙",  "🇮🇩", "א",  "ー", "\u2028", "\u0085", "\x7F"};
  Segmenter fast(Segmenter::Unit::kWord);
  Segmenter icu(Segmenter::Unit::kWord);
  const auto same = [&](const std::string& text) {
    CAPTURE(text);
    REQUIRE(listed(fast.segment(text)) == listed(icu.segment_by_icu(text)));
  };
  for (int i = 0; i < 20'000; ++i) {
    same(random.joined(kPieces, 16));
    same(random.joined(std::span(kPieces).first(22), 24));
    same(random.bytes(32));
  }
}
