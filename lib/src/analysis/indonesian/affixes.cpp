#include "analysis/indonesian/affixes.hpp"

#include <algorithm>
#include <bit>

namespace telusur::analysis {
namespace {

using enum Prefix;
using Chain = std::array<Prefix, 3>;

// Prefix-closed: the beginning of a chain is a chain, so that a word can be read from left to right.
constexpr Chain kChains[] = {
    {kNone},
    {kDi},
    {kMen},
    {kPen},
    {kBer},
    {kPer},
    {kTer},
    {kKe},
    {kSe},
    {kKu},
    {kPe},
    {kBe},
    {kDi, kPer},
    {kDi, kKe},
    {kDi, kSe},
    {kDi, kBer},
    {kMen, kPer},
    {kMen, kKe},
    {kMen, kSe},
    {kMen, kBer},
    {kMen, kPe},
    {kMen, kTer},
    {kMen, kE},
    {kPen, kPer},
    {kPen, kKe},
    {kPen, kSe},
    {kPen, kBer},
    {kPen, kTer},
    {kPen, kE},
    {kPen, kMen},
    {kKe, kBer},
    {kKe, kTer},
    {kKe, kSe},
    {kKe, kPen},
    {kKe, kMen},
    {kBer, kKe},
    {kBer, kPen},
    {kBer, kSe},
    {kBer, kSi},
    {kTer, kKe},
    {kTer, kPer},
    {kTer, kBer},
    {kSe, kBer},
    {kSe, kPen},
    {kSe, kPer},
    {kSe, kKe},
    {kSe, kTer},
    {kSe, kSe},
    {kPer, kSe},
    {kPer, kPen},
    {kKu, kPer},
    {kSe, kPer, kSe},
    // From here on no flag of the lexicon attests the pattern.
    {kKe, kTidak},
    {kKe, kPe},
    {kKe, kPer},
    {kBer, kPe},
    {kBer, kPer},
    {kBer, kTer},
    {kSe, kPe},
    {kSe, kMen},
    {kPer, kKe},
    {kDi, kPe},
    {kDi, kTer},
    {kTer, kSe},
    {kMen, kPer, kSe},
    {kDi, kPer, kSe},
    {kMen, kPer, kKe},
    {kDi, kPer, kKe},
    {kKe, kTidak, kBer},
    {kKe, kTidak, kTer},
    {kKe, kTidak, kSe},
    {kKe, kTidak, kPen},
    {kKe, kTidak, kMen},
    {kBer, kKe, kPen},
    {kBer, kKe, kSe},
    {kBer, kKe, kTer},
    {kBer, kKe, kBer},
    {kCopy},
    {kBer, kCopy},
    {kKe, kBer, kKe},
    {kKu, kBer},
    {kMen, kBer, kKe},
    {kPen, kBer, kKe},
    {kTer, kPen},
    {kKe, kTidak, kPe},
};
constexpr std::size_t kChainCount = std::size(kChains);
static_assert(kChainCount <= kMaxChains);

constexpr std::size_t length_of(const Chain& chain) {
  return chain[0] == kNone ? 0 : chain[1] == kNone ? 1 : chain[2] == kNone ? 2 : 3;
}

constexpr ChainId id_of(const Chain& chain) {
  for (std::size_t i = 0; i < kChainCount; ++i) {
    if (kChains[i] == chain) {
      return static_cast<ChainId>(i);
    }
  }
  return kIllegalChain;
}

struct SurfaceChain {
  std::string_view surface;
  bool nasal;
  Chain chain;
};

constexpr SurfaceChain kSurfaces[] = {
    {"ber", false, {kBer}},
    {"be", false, {kBe}},
    {"berke", false, {kBer, kKe}},
    {"bersi", false, {kBer, kSi}},
    {"berpe", true, {kBer, kPen}},
    {"berse", false, {kBer, kSe}},
    {"di", false, {kDi}},
    {"dike", false, {kDi, kKe}},
    {"diper", false, {kDi, kPer}},
    {"dise", false, {kDi, kSe}},
    {"ke", false, {kKe}},
    {"keber", false, {kKe, kBer}},
    {"keme", true, {kKe, kMen}},
    {"kepe", true, {kKe, kPen}},
    {"kese", false, {kKe, kSe}},
    {"keter", false, {kKe, kTer}},
    {"me", true, {kMen}},
    {"member", false, {kMen, kBer}},
    {"menge", false, {kMen, kE}},
    {"mem", false, {kMen}},
    {"mempe", false, {kMen, kPe}},
    {"memper", false, {kMen, kPer}},
    {"menye", false, {kMen, kSe}},
    {"ku", false, {kKu}},
    {"pe", true, {kPen}},
    {"pe", false, {kPe}},
    {"pember", false, {kPen, kBer}},
    {"pen", false, {kPen}},
    {"peng", false, {kPen}},
    {"peme", true, {kPen, kMen}},
    {"penge", false, {kPen, kE}},
    {"pemer", false, {kPen, kPer}},
    {"penye", false, {kPen, kSe}},
    {"per", false, {kPer}},
    {"perpe", true, {kPer, kPen}},
    {"perse", false, {kPer, kSe}},
    {"se", false, {kSe}},
    {"seber", false, {kSe, kBer}},
    {"seke", false, {kSe, kKe}},
    {"sepe", true, {kSe, kPen}},
    {"seper", false, {kSe, kPer}},
    {"seperse", false, {kSe, kPer, kSe}},
    {"sese", false, {kSe, kSe}},
    {"seter", false, {kSe, kTer}},
    {"ter", false, {kTer}},
    {"te", false, {kTer}},
    {"terbe", false, {kTer, kBer}},
    {"terke", false, {kTer, kKe}},
    {"teper", false, {kTer, kPer}},
};

// Word families.
constexpr FamilySet kPlainFamily = 1;      // meN-, di-, ter-, peN-: the bare verb
constexpr FamilySet kCausativeFamily = 2;  // …-kan
constexpr FamilySet kLocativeFamily = 4;   // …-i
constexpr FamilySet kPerFamily = 8;        // memper-, diper-, per-…-an
constexpr FamilySet kBerFamily = 16;       // ber-, per-…-an, pe-
constexpr FamilySet kStateFamily = 32;     // ke-…-an
constexpr FamilySet kEqualFamily = 64;     // se-

constexpr FamilySet voice_family(Suffix suffix) {
  switch (suffix) {
    case Suffix::kKan:
      return kCausativeFamily;
    case Suffix::kI:
      return kLocativeFamily;
    case Suffix::kAn:
    case Suffix::kNone:
      return kPlainFamily;
    case Suffix::kWan:
      break;
  }
  return 0;
}

constexpr FamilySet families_of(const Chain& chain, Suffix suffix) {
  if (chain[1] == kPer) {
    return kPerFamily;
  }
  switch (chain[0]) {
    case kNone:
      return suffix == Suffix::kNone ? FamilySet{0} : voice_family(suffix);
    case kDi:
    case kMen:
    case kTer:
    case kKu:
      return chain[1] == kBer ? kBerFamily : voice_family(suffix);
    case kPen:
      return chain[1] == kBer ? kBerFamily : kPlainFamily | kCausativeFamily | kLocativeFamily;
    case kBer:
    case kBe:
    case kPe:
      return kBerFamily;
    case kPer:
      return suffix == Suffix::kAn ? kBerFamily | kPerFamily : kPerFamily;
    case kKe:
      return chain[1] == kBer ? kBerFamily | kStateFamily : kStateFamily;
    case kSe:
      return kEqualFamily;
    default:
      return 0;
  }
}

constexpr int kCircumfixBonus = -6;
constexpr int kIllegalPair = 40;
constexpr int kPersonSuffix = 6;

constexpr int pair_cost(Prefix inner, Suffix suffix) {
  if (suffix == Suffix::kAn) {
    if (inner == kKe || inner == kPen || inner == kPer || inner == kBer || inner == kCopy) {
      return kCircumfixBonus;
    }
    if (inner == kDi || inner == kMen || inner == kKu) {
      return kIllegalPair;
    }
    return 0;
  }
  if (suffix == Suffix::kI && (inner == kBer || inner == kKe || inner == kBe)) {
    return kIllegalPair;
  }
  if (suffix != Suffix::kNone && (inner == kSe || inner == kPe || inner == kPen)) {
    return kIllegalPair;
  }
  if (suffix == Suffix::kKan && inner == kKe) {
    return kIllegalPair;
  }
  return 0;
}

constexpr int grammar_cost_of(const Chain& chain, Suffix suffix) {
  if (suffix == Suffix::kWan) {
    return chain[0] == kNone ? kPersonSuffix : kIllegalPair;
  }
  if (chain[0] == kNone) {
    return suffix == Suffix::kNone ? 0 : 3;
  }
  const int affixes = static_cast<int>(length_of(chain)) * 3 + (suffix == Suffix::kNone ? 0 : 3);
  // A suffix closes around the whole chain: ke-…-an in ketergantungan, but meN-…-kan in memberlakukan.
  return affixes + pair_cost(chain[0], suffix);
}

// The chain without its last prefix. It is in the list, as the list is prefix-closed.
constexpr ChainId parent_of(const Chain& chain) {
  Chain shorter = chain;
  shorter[length_of(chain) - 1] = kNone;
  return id_of(shorter);
}

constexpr std::array<ChainFacts, kMaxChains> make_facts() {
  std::array<ChainFacts, kMaxChains> all{};
  for (ChainFacts& facts : all) {
    facts.next.fill(kIllegalChain);
  }
  for (std::size_t c = 0; c < kChainCount; ++c) {
    const Chain& chain = kChains[c];
    ChainFacts& facts = all[c];
    if (c != kNoChain) {
      const Prefix last = chain[length_of(chain) - 1];
      all[parent_of(chain)].next[static_cast<std::size_t>(last)] = static_cast<ChainId>(c);
    }
    for (std::size_t s = 0; s < kSuffixCount; ++s) {
      facts.families[s] = families_of(chain, static_cast<Suffix>(s));
      facts.grammar_costs[s] = static_cast<std::int8_t>(grammar_cost_of(chain, static_cast<Suffix>(s)));
    }
    facts.first = chain[0];
    facts.length = static_cast<std::uint8_t>(length_of(chain));
    facts.is_monosyllabic = chain[1] == kE;
  }
  return all;
}

}  // namespace

constexpr std::array<ChainFacts, kMaxChains> kChainFacts = make_facts();

ChainId chain_of_surface(std::string_view surface, bool nasal) noexcept {
  const auto* found =
      std::ranges::find_if(kSurfaces, [&](const SurfaceChain& s) { return s.surface == surface && s.nasal == nasal; });
  return found == std::end(kSurfaces) ? kIllegalChain : id_of(found->chain);
}

int PatternSet::size() const noexcept {
  int count = 0;
  for (const std::uint64_t word : words_) {
    count += std::popcount(word);
  }
  return count;
}

FamilySet PatternSet::families() const noexcept {
  FamilySet all = 0;
  for (std::size_t c = 0; c < kAttestableChains; ++c) {
    for (std::size_t s = 0; s < kSuffixCount; ++s) {
      if (contains(static_cast<ChainId>(c), static_cast<Suffix>(s))) {
        all |= analysis::families(static_cast<ChainId>(c), static_cast<Suffix>(s));
      }
    }
  }
  return all;
}

}  // namespace telusur::analysis
