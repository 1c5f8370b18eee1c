#include "base/ascii.hpp"

#include <doctest/doctest.h>

#include <string>

namespace telusur::base {
namespace {

TEST_CASE("ascii: every byte at every place of words of every length") {
  CHECK(is_lower_ascii(""));
  for (std::size_t length = 1; length <= 40; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string word(length, at % 2 == 0 ? 'a' : 'z');
        word[at] = static_cast<char>(byte);
        CAPTURE(length);
        CAPTURE(at);
        CAPTURE(byte);
        REQUIRE(is_lower_ascii(word) == (byte >= 'a' && byte <= 'z'));
      }
    }
  }
}

TEST_CASE("ascii: a byte beside one that carries into it") {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      std::string word = "abcdefgh";
      word[3] = static_cast<char>(first);
      word[4] = static_cast<char>(second);
      const bool lower = first >= 'a' && first <= 'z' && second >= 'a' && second <= 'z';
      CAPTURE(first);
      CAPTURE(second);
      REQUIRE(is_lower_ascii(word) == lower);
    }
  }
}

}  // namespace
}  // namespace telusur::base
