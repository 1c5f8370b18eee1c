#include "analysis/indonesian/root_search.hpp"

#include <algorithm>

namespace telusur::analysis {
namespace {

// The scale of costs: one affix costs 3 (`grammar_cost`), so that of two readings that are equally well attested the
// one with fewer affixes, that is, with the longer root, wins.
constexpr int kClitic = 2;
constexpr int kSameFamily = 8;    // the root takes a pattern of the same voice
constexpr int kOtherFamily = 17;  // the root takes affixes, but none of this voice
constexpr int kUnsoundBe = 12;    // be- where ber- is due, unless the lexicon knows it
constexpr int kNoPatterns = 14;   // the lexicon says nothing about the root
constexpr int kBound = 30;        // a bare bound root
constexpr int kLoser = 20;        // yields to a rival root; only compared, see `rank`
constexpr int kInnerPrefix = 13;  // each prefix behind the first; only compared
constexpr int kWholeWord = 15;    // bonus of a word that only carries clitics
constexpr int kWholeWordUnderRareClitic = 3;
constexpr int kBerAn = 10;  // -an around ber-; only compared
constexpr int kPersonalOnFunctionWord = 20;
constexpr std::size_t kShortestRoot = 2;
constexpr int kProductivityCap = 12;

// Short roots are found inside longer ones by chance.
int short_root_cost(std::size_t length) noexcept {
  constexpr int kCosts[] = {99, 99, 22, 7, 2};
  return length < std::size(kCosts) ? kCosts[length] : 0;
}

int attestation_cost(const IndonesianLexicon::Word& root, ChainId chain, Suffix suffix) noexcept {
  if (chain == kNoChain && suffix == Suffix::kNone) {
    return root.is(image::kWord) ? 0 : kBound;
  }
  const image::Patterns& patterns = root.patterns();
  if (patterns.attested.contains(chain, suffix)) {
    return 0;
  }
  int cost = short_root_cost(root.text().size());
  if (first_prefix(chain) == Prefix::kBe) {
    cost += kUnsoundBe;
  }
  if (patterns.families == 0) {
    return cost + kNoPatterns;
  }
  return cost + ((patterns.families & families(chain, suffix)) != 0 ? kSameFamily : kOtherFamily);
}

int total_cost(const IndonesianLexicon::Word& root, const PrefixReading& prefix, const SuffixReading& suffix) noexcept {
  return grammar_cost(prefix.chain, suffix.suffix) + attestation_cost(root, prefix.chain, suffix.suffix) +
         prefix.penalty + suffix.penalty + suffix.clitics * kClitic - std::min(root.productivity(), kProductivityCap);
}

// A word of the lexicon under clitics stays whole as it would without them.
// -ku and -mu stand on nouns and verbs, not on function words; short words that take no affix are often chance.
int clitic_cost(const IndonesianLexicon::Word& word, const SuffixReading& suffix) noexcept {
  int cost = (word.is(image::kWord) ? 0 : kBound) + suffix.clitics * kClitic + suffix.penalty;
  // -nya is frequent enough to be believed anywhere; the others need a word that is likely by itself.
  const bool is_rare = suffix.is_personal || suffix.has_particle;
  cost -= is_rare ? kWholeWordUnderRareClitic + std::min(word.productivity(), kProductivityCap) : kWholeWord;
  if (word.productivity() == 0) {
    cost += 2 * short_root_cost(word.text().size());
  }
  if (word.is(image::kProtected) && suffix.is_personal) {
    cost += kPersonalOnFunctionWord;
  }
  return cost;
}

// How much a reading yields to others, apart from how likely it is by itself. A prefix that stands inside a word of the
// lexicon belongs to that word: keseragaman comes from seragam, not from ragam, which the lexicon would allow as well.
int rank_cost(const IndonesianLexicon::Word& root, ChainId chain, Suffix suffix) noexcept {
  const int inner = static_cast<int>(chain_length(chain)) - 1;
  // So does a suffix inside ber-: berwawasan.
  const bool ber_an = first_prefix(chain) == Prefix::kBer && suffix == Suffix::kAn;
  return (ber_an ? kBerAn : 0) + (inner > 0 && !is_monosyllabic(chain) ? inner * kInnerPrefix : 0) +
         (root.is(image::kLoses) ? kLoser : 0);
}

// A pair of affix readings with what may be a root between them.
struct Candidate {
  const SuffixReading* suffix;
  const PrefixReading* prefix;
};
using Candidates = Readings<Candidate, PrefixReadings::kCapacity * SuffixReadings::kCapacity>;

// The pairs that leave a root of sufficient length that the lexicon may have: one or two of the dozen of most words.
// Nothing is decided before the end, as a processor guesses such decisions wrong too often.
Candidates find_candidates(const IndonesianLexicon& lexicon, const HashedWord& word,
                           const AffixReadings& readings) noexcept {
  Candidates candidates;
  for (const SuffixReading& suffix : readings.suffixes) {
    for (const PrefixReading& prefix : readings.prefixes) {
      const std::size_t restored = prefix.restored != '\0' ? 1 : 0;
      const bool is_affixed = prefix.length != 0 || suffix.end != word.size();
      const bool is_long = prefix.length + kShortestRoot <= suffix.end + restored;
      const std::size_t end = is_long ? suffix.end : prefix.length;
      const bool is_known = lexicon.may_have(word.hash(prefix.restored, prefix.length, end));
      candidates.add_if({&suffix, &prefix}, is_affixed & is_long & is_known);
    }
  }
  return candidates;
}

}  // namespace

RootReading find_root(const IndonesianLexicon& lexicon, const HashedWord& word,
                      const AffixReadings& readings) noexcept {
  RootReading best;
  for (const auto& [suffix, prefix] : find_candidates(lexicon, word, readings)) {
    const IndonesianLexicon::Word root =
        lexicon.find_likely(prefix->restored != '\0' ? word.key(prefix->restored, prefix->length, suffix->end)
                                                     : word.key(prefix->length, suffix->end));
    if (!root) {
      continue;
    }
    const bool has_affixes = prefix->chain != kNoChain || suffix->suffix != Suffix::kNone;
    if (has_affixes && !root.is(image::kRoot)) {
      continue;
    }
    const int cost = has_affixes ? total_cost(root, *prefix, *suffix) : clitic_cost(root, *suffix);
    const int rank = cost + (has_affixes ? rank_cost(root, prefix->chain, suffix->suffix) : 0);
    if (!best.root || rank < best.rank) {
      best = {.root = root, .cost = cost, .rank = rank};
    }
  }
  return best;
}

}  // namespace telusur::analysis
