#include "base/text_set.hpp"

#include <doctest/doctest.h>

#include <string>

using telusur::base::TextSet;

TEST_CASE("a text is new once") {
  TextSet set;
  CHECK(set.insert("a"));
  CHECK_FALSE(set.insert("a"));
  CHECK(set.insert(""));
  CHECK_FALSE(set.insert(""));
  CHECK(set.insert(std::string("a\0", 2)));
  CHECK(set.insert(std::string(511, 'x')));
  CHECK(set.insert(std::string(510, 'x')));
  CHECK_FALSE(set.insert(std::string(511, 'x')));
  CHECK(set.size() == 5);
}

TEST_CASE("very many texts are told apart, and take little more memory than their own") {
  constexpr std::size_t kTexts = 200'000;
  TextSet set;
  std::size_t bytes = 0;
  std::size_t wrong = 0;
  for (int pass = 0; pass < 2; ++pass) {
    for (std::size_t n = 0; n < kTexts; ++n) {
      const std::string text = "dokumen-" + std::to_string(n * 7919);
      bytes += pass == 0 ? text.size() : 0;
      wrong += set.insert(text) == (pass == 0) ? 0 : 1;
    }
  }
  CHECK(wrong == 0);
  CHECK(set.size() == kTexts);
  CHECK(set.memory_bytes() < bytes + 25 * kTexts + (std::size_t{1} << 20U));
  CHECK(set.memory_bytes() > bytes);
}
