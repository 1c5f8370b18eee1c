#include "analysis/indonesian/affixes.hpp"

#include <doctest/doctest.h>

using namespace telusur::analysis;

TEST_CASE("affixes: legal chains are read from left to right") {
  const ChainId ber = extend_chain(kNoChain, Prefix::kBer);
  REQUIRE(ber != kIllegalChain);
  CHECK(chain_length(ber) == 1);
  CHECK(first_prefix(ber) == Prefix::kBer);
  const ChainId berke = extend_chain(ber, Prefix::kKe);
  REQUIRE(berke != kIllegalChain);
  CHECK(chain_length(berke) == 2);
  CHECK(first_prefix(berke) == Prefix::kBer);
}

TEST_CASE("affixes: chains that the language does not have are illegal") {
  const ChainId di = extend_chain(kNoChain, Prefix::kDi);
  CHECK(extend_chain(di, Prefix::kDi) == kIllegalChain);
  CHECK(extend_chain(di, Prefix::kMen) == kIllegalChain);
  CHECK(extend_chain(kNoChain, Prefix::kTidak) == kIllegalChain);
  CHECK(extend_chain(kNoChain, Prefix::kNone) == kIllegalChain);
}

TEST_CASE("affixes: every chain can be reached, and none is longer than three") {
  std::size_t reached = 0;
  for (std::size_t chain = 0; chain < kMaxChains; ++chain)
    for (std::size_t p = 0; p < kPrefixCount; ++p) {
      const ChainId next = extend_chain(static_cast<ChainId>(chain), static_cast<Prefix>(p));
      if (next == kIllegalChain) {
        continue;
      }
      ++reached;
      CHECK(chain_length(next) <= 3);
    }
  CHECK(reached > 80);
}

TEST_CASE("affixes: hunspell's prefixes map to chains") {
  struct Case {
    const char* surface;
    bool nasal;
    bool known;
  };
  const Case cases[] = {{"ber", false, true},     {"me", true, true},   {"me", false, false}, {"memper", false, true},
                        {"seperse", false, true}, {"we", false, false}, {"", false, false}};
  for (const Case& c : cases) {
    CAPTURE(c.surface);
    CHECK((chain_of_surface(c.surface, c.nasal) != kIllegalChain) == c.known);
  }
}

TEST_CASE("affixes: true circumfixes cost less than their parts, illegal pairs more") {
  const ChainId ke = extend_chain(kNoChain, Prefix::kKe);
  const ChainId di = extend_chain(kNoChain, Prefix::kDi);
  CHECK(grammar_cost(ke, Suffix::kAn) < grammar_cost(ke, Suffix::kNone));
  CHECK(grammar_cost(di, Suffix::kAn) > grammar_cost(di, Suffix::kKan));
  CHECK(grammar_cost(kNoChain, Suffix::kNone) == 0);
}

TEST_CASE("affixes: a pattern set holds what was put in") {
  PatternSet set;
  const ChainId ke = extend_chain(kNoChain, Prefix::kKe);
  CHECK(set.size() == 0);
  CHECK(set.families() == 0);
  set.insert(ke, Suffix::kAn);
  set.insert(ke, Suffix::kAn);
  CHECK(set.size() == 1);
  CHECK(set.contains(ke, Suffix::kAn));
  CHECK_FALSE(set.contains(ke, Suffix::kNone));
  CHECK_FALSE(set.contains(ke, Suffix::kWan));
  CHECK(set.families() == families(ke, Suffix::kAn));
}
