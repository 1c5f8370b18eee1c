#include "text/segment.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

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

}  // namespace

TEST_CASE("words keep their place in the text") {
  using Words = std::vector<std::string>;
  CHECK(pieces(Segmenter::Unit::kWord, "Jum'at, node.js: Rp7.500.000!") == Words{"Jum'at", "node.js", "Rp7.500.000"});
  CHECK(pieces(Segmenter::Unit::kWord, "été 3,5 %") == Words{"été", "3,5"});
  CHECK(pieces(Segmenter::Unit::kWord, "a\xFF b") == Words{"a", "b"});
  CHECK(pieces(Segmenter::Unit::kWord, " … ").empty());
}

TEST_CASE("sentences cover the whole text") {
  CHECK(pieces(Segmenter::Unit::kSentence, "Satu. Dua? Tiga").size() == 3);
}
