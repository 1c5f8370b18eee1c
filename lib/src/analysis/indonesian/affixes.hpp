#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace telusur::analysis {

/// One prefix of Indonesian, apart from its sound changes (`meN` stands for me-, mem-, men-, meny-, meng-).
enum class Prefix : std::uint8_t {
  kNone,
  kDi,
  kMen,  ///< meN-
  kPen,  ///< peN-
  kBer,  ///< ber-, be- before r and before a syllable in -er
  kPer,  ///< per-, pe- before r
  kTer,  ///< ter-, te- before r and before a syllable in -er
  kKe,
  kSe,
  kKu,     ///< ku- and kau-: the agent of a passive
  kPe,     ///< pe- without a nasal: petani, pekerja
  kBe,     ///< be- that the lexicon knows without a sound reason
  kSi,     ///< only in bersi-
  kE,      ///< the e of menge-/penge- before words of one syllable
  kTidak,  ///< only in ketidak-
  kCopy,   ///< first consonant + e, doubled: dedaunan, pepohonan
};
inline constexpr std::size_t kPrefixCount = 16;

/// The derivational suffixes. Clitics (-nya, -ku, -mu, -lah, -kah, -tah, -pun) are not among them.
enum class Suffix : std::uint8_t { kNone, kAn, kKan, kI, kWan };
inline constexpr std::size_t kSuffixCount = 5;
/// -wan and -wati (genetikawan, rohaniwati) come last: no flag of the lexicon attests them.
inline constexpr std::size_t kAttestableSuffixes = 4;

/// A legal sequence of up to three prefixes, as an index into `kChainFacts`; 0 is "no prefix".
using ChainId = std::uint8_t;
inline constexpr ChainId kNoChain = 0;
inline constexpr ChainId kIllegalChain = 0xFF;

/// Chains whose use with a root the lexicon can attest come first; only these have bits in a `PatternSet`.
inline constexpr std::size_t kAttestableChains = 64;

/// What is known about a chain without any root. Made at compile time from the list of legal chains in `affixes.cpp`.
struct ChainFacts {
  std::array<ChainId, kPrefixCount> next{};               ///< the chain with one prefix more, or `kIllegalChain`
  std::array<std::uint8_t, kSuffixCount> families{};      ///< of the pattern with that suffix
  std::array<std::int8_t, kSuffixCount> grammar_costs{};  ///< of the pattern with that suffix
  Prefix first = Prefix::kNone;
  std::uint8_t length = 0;       ///< prefixes: 0 to 3
  bool is_monosyllabic = false;  ///< ends in the e of menge-, penge-
};
inline constexpr std::size_t kMaxChains = 128;
extern const std::array<ChainFacts, kMaxChains> kChainFacts;

/// The chain that `prefix` makes behind `chain`, or `kIllegalChain`. O(1).
inline ChainId extend_chain(ChainId chain, Prefix prefix) noexcept {
  return kChainFacts[chain].next[static_cast<std::size_t>(prefix)];
}

/// The chain that a prefix of a hunspell affix file stands for, or `kIllegalChain` when it is not one of ours.
/// @param surface  the prefix as spelt before a root that changes nothing ("ber", "berpe", "memper")
/// @param nasal    whether the prefix has nasal variants (me- with mem-, men-, …)
ChainId chain_of_surface(std::string_view surface, bool nasal) noexcept;

/// The first prefix of a chain.
inline Prefix first_prefix(ChainId chain) noexcept { return kChainFacts[chain].first; }

/// How many prefixes a chain has: 0 to 3.
inline std::size_t chain_length(ChainId chain) noexcept { return kChainFacts[chain].length; }

/// Whether the last prefix is the e of menge-, penge-, which only carries the one before it.
inline bool is_monosyllabic(ChainId chain) noexcept { return kChainFacts[chain].is_monosyllabic; }

/// Sets of word families that tend to come together: a root with di-…-kan also takes meN-…-kan and ter-…-kan.
using FamilySet = std::uint8_t;

/// The families of an affix pattern. A root that attests one pattern of a family makes the others likely.
inline FamilySet families(ChainId chain, Suffix suffix) noexcept {
  return kChainFacts[chain].families[static_cast<std::size_t>(suffix)];
}

/// What is known about the grammar of a pattern apart from any root; lower is better, in the cost unit of the stemmer.
inline int grammar_cost(ChainId chain, Suffix suffix) noexcept {
  return kChainFacts[chain].grammar_costs[static_cast<std::size_t>(suffix)];
}

/// A set of affix patterns (chain, suffix) that a root is known to take.
class PatternSet {
 public:
  /// Adds a pattern; one whose chain cannot be attested is ignored.
  void insert(ChainId chain, Suffix suffix) noexcept {
    if (is_attestable(chain, suffix)) {
      words_[chain / 16U] |= bit(chain, suffix);
    }
  }
  bool contains(ChainId chain, Suffix suffix) const noexcept {
    return is_attestable(chain, suffix) && (words_[chain / 16U] & bit(chain, suffix)) != 0;
  }
  /// The number of patterns: 0 to 256.
  int size() const noexcept;
  /// The union of the families of all patterns.
  FamilySet families() const noexcept;
  bool operator==(const PatternSet&) const noexcept = default;
  /// Any strict order, for maps.
  bool operator<(const PatternSet& other) const noexcept { return words_ < other.words_; }

 private:
  static bool is_attestable(ChainId chain, Suffix suffix) noexcept {
    return chain < kAttestableChains && static_cast<std::size_t>(suffix) < kAttestableSuffixes;
  }
  static std::uint64_t bit(ChainId chain, Suffix suffix) noexcept {
    return std::uint64_t{1} << ((chain % 16U) * kAttestableSuffixes + static_cast<unsigned>(suffix));
  }
  std::array<std::uint64_t, kAttestableChains * kAttestableSuffixes / 64> words_{};
};

}  // namespace telusur::analysis
