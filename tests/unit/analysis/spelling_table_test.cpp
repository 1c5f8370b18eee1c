#include "analysis/spelling_table.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analysis/analyzer.hpp"

namespace telusur::analysis {
namespace {

TEST_CASE("spelling table: spellings of all lengths, that differ in one byte, are told apart") {
  const std::vector<Word> words(300);
  SpellingTable table;
  std::vector<std::string> spellings;
  for (std::size_t length = 1; length <= 70; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      for (const char byte : {'b', '\0', '\xFF'}) {
        spellings.push_back(std::string(length, 'a'));
        spellings.back()[at] = byte;
      }
    }
  }
  for (std::size_t i = 0; i < spellings.size(); ++i) {
    REQUIRE_FALSE(table.find(spellings[i]).found);
    table.set(spellings[i], &words[i % words.size()]);
    REQUIRE(table.size() == i + 1);
  }
  for (std::size_t i = 0; i < spellings.size(); ++i) {
    REQUIRE(table.find(spellings[i]).found);
    REQUIRE(table.find(spellings[i]).word == &words[i % words.size()]);
  }
  CHECK_FALSE(table.find("aaa").found);
  CHECK_FALSE(table.find(std::string(70, 'a')).found);
  CHECK_FALSE(table.find("").found);
}

TEST_CASE("spelling table: what is known of a spelling changes, may be nothing, and is forgotten") {
  const Word word{{"buku"}};
  SpellingTable table;
  table.set("buku", nullptr);
  CHECK(table.find("buku").found);
  CHECK(table.find("buku").word == nullptr);
  table.set("buku", &word);
  CHECK(table.find("buku").word == &word);
  CHECK(table.size() == 1);
  table.clear();
  CHECK_FALSE(table.find("buku").found);
  CHECK(table.size() == 0);
}

}  // namespace
}  // namespace telusur::analysis
