#include "base/utf8.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/random.hpp"

namespace base = telusur::base;

namespace {

std::string encoded(char32_t value) {
  std::string out;
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += static_cast<char>(0xC0 | value >> 6);
    out += static_cast<char>(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    out += static_cast<char>(0xE0 | value >> 12);
    out += static_cast<char>(0x80 | (value >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (value & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | value >> 18);
    out += static_cast<char>(0x80 | (value >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (value >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (value & 0x3F));
  }
  return out;
}

}  // namespace

TEST_CASE("every code point is read as it was written; surrogates are not UTF-8") {
  int wrong = 0;
  for (char32_t value = 0; value <= 0x110000; ++value) {
    const std::string text = encoded(value) + "x";
    const auto [read, length] = base::code_point_at(text, 0);
    const bool valid = value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    wrong += valid ? (read == value && length == text.size() - 1 ? 0 : 1) : (read == 0xFFFD && length == 1 ? 0 : 1);
  }
  CHECK(wrong == 0);
}

TEST_CASE("invalid bytes are replaced one by one, and nothing else is") {
  struct Case {
    std::string text;
    std::string valid;
  };
  const std::string bad = "\xEF\xBF\xBD";
  for (const auto& [text, valid] : std::vector<Case>{{"", ""},
                                                     {"café", "café"},
                                                     {"caf\xE9", "caf" + bad},                     // Latin-1
                                                     {"\xC0\xAF", bad + bad},                      // overlong
                                                     {"\xE0\x80\xAF", bad + bad + bad},            // overlong
                                                     {"\xED\xA0\x80", bad + bad + bad},            // surrogate
                                                     {"\xF5\x80\x80\x80", bad + bad + bad + bad},  // above U+10FFFF
                                                     {"\x80x", bad + "x"},
                                                     {"\xE2\x82", bad + bad},  // ends within a code point
                                                     {bad, bad},
                                                     {std::string("a\0b", 3), std::string("a\0b", 3)}}) {
    CAPTURE(text);
    CHECK(base::valid_utf8(text) == valid);
  }
}

TEST_CASE("what was made valid stays as it is") {
  TELUSUR_RANDOM(random);
  for (int round = 0; round < 2000; ++round) {
    const std::string valid = base::valid_utf8(random.bytes(40));
    CHECK(base::valid_utf8(valid) == valid);
  }
}

TEST_CASE("a prefix ends between code points and is the longest that does") {
  const std::string text = "aé€😀z";  // 1 + 2 + 3 + 4 + 1 bytes
  const std::vector<std::size_t> ends{0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
  for (std::size_t max_bytes = 0; max_bytes < ends.size(); ++max_bytes) {
    CHECK(base::utf8_prefix(text, max_bytes) == text.substr(0, ends[max_bytes]));
  }
  // Bytes that are no UTF-8 are cut like others: never more than three are given up.
  CHECK(base::utf8_prefix(std::string(20, '\x80'), 10).size() >= 7);
}
