#include "analysis/indonesian/hunspell_reader.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "unit/analysis/indonesian/tiny_lexicon.hpp"

using namespace telusur::analysis;

namespace {
HunspellEntry entry(std::string_view word) {
  const auto entries = read_hunspell(testing::kTinyDic, testing::kTinyAff);
  const auto found = std::ranges::find(entries, word, &HunspellEntry::word);
  REQUIRE(found != entries.end());
  return *found;
}
}  // namespace

TEST_CASE("hunspell reader: flags become patterns") {
  const ChainId men = extend_chain(kNoChain, Prefix::kMen);
  const ChainId di = extend_chain(kNoChain, Prefix::kDi);
  const ChainId ke = extend_chain(kNoChain, Prefix::kKe);
  CHECK(entry("tulis").patterns.contains(men, Suffix::kNone));
  CHECK(entry("tulis").patterns.contains(di, Suffix::kNone));
  CHECK(entry("tulis").patterns.contains(kNoChain, Suffix::kAn));
  CHECK(entry("tulis").patterns.size() == 3);
  CHECK(entry("buku").patterns.contains(di, Suffix::kKan));
  CHECK(entry("indah").patterns.contains(ke, Suffix::kAn));
  CHECK(entry("atap").patterns.size() == 0);
}

TEST_CASE("hunspell reader: bound entries are marked") {
  CHECK(entry("temu").bound);
  CHECK_FALSE(entry("tulis").bound);
}

TEST_CASE("hunspell reader: hostile files give what can be read") {
  CHECK(read_hunspell("", "").empty());
  CHECK(read_hunspell("2\nBuku/\nba\xC3\xA9\n-\n", "PFX\nPFX A0\nSFX Z0 0\nFLAG\n").size() == 1);
  CHECK(read_hunspell("satu/M", testing::kTinyAff).at(0).patterns.size() == 0);
  CHECK(read_hunspell("satu\r\ndua\r\n", "").size() == 2);
  CHECK(read_hunspell(std::string(100000, 'a'), testing::kTinyAff).empty());
}

TEST_CASE("hunspell reader: English words are lower-case and long enough") {
  const auto words = read_hunspell_words("5\nhouse/MS\nLondon/M\na\n1st/p\niPhone\ncan't\n");
  REQUIRE(words.size() == 2);
  CHECK(words[0] == "house");
  CHECK(words[1] == "can't");
}
