#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "analysis/indonesian/affixes.hpp"
#include "analysis/indonesian/hashed_word.hpp"

namespace telusur::analysis {

/// Penalty of the affixes of spoken Indonesian (ngambil, ambilin).
inline constexpr std::uint8_t kColloquialPenalty = 18;

// The readings have no default values, so that a list of them costs nothing before it is filled.

/// One way to read the beginning of a word as prefixes.
struct PrefixReading {
  std::uint8_t length;  ///< bytes of the word that are prefix
  char restored;        ///< letter of the root that the nasal swallowed, to be put before what follows; '\0': none
  ChainId chain;
  std::uint8_t penalty;  ///< for readings that the rules of sound make unlikely
};

/// One way to read the end of a word as a suffix and clitics.
struct SuffixReading {
  std::uint8_t end;  ///< where the rest of the word ends, in bytes
  Suffix suffix;
  std::uint8_t clitics;  ///< how many clitics were taken: 0 to 2
  std::uint8_t penalty;
  bool is_personal;   ///< a clitic is -ku or -mu
  bool has_particle;  ///< a clitic is -lah, -kah, -tah or -pun
};

/// A list of fixed capacity that drops what does not fit: no allocation on the way of a word.
template <typename Reading, std::size_t Capacity>
class Readings {
 public:
  static constexpr std::size_t kCapacity = Capacity;

  void add(const Reading& reading) noexcept {
    if (count_ < Capacity) {
      items_[count_++] = reading;
    }
  }
  /// Adds a reading when `wanted`, without a branch. Only for lists that cannot get full.
  void add_if(const Reading& reading, bool wanted) noexcept {
    items_[count_] = reading;
    count_ += wanted ? 1 : 0;
  }
  std::size_t size() const noexcept { return count_; }
  const Reading& operator[](std::size_t i) const noexcept { return items_[i]; }
  const Reading* begin() const noexcept { return items_.data(); }
  const Reading* end() const noexcept { return items_.data() + count_; }

 private:
  std::array<Reading, Capacity> items_;  // only the first count_ are set
  std::size_t count_ = 0;
};

using PrefixReadings = Readings<PrefixReading, 32>;
using SuffixReadings = Readings<SuffixReading, 24>;

/// All readings of the beginning of `word` as a legal chain of prefixes, the empty one first.
/// Sound changes are read backwards: meng- leaves a vowel or a lost k, be- stands for ber- before r, and so on.
PrefixReadings scan_prefixes(const HashedWord& word) noexcept;

/// All readings of the end of `word`, the one that takes nothing first.
/// Each leaves at least two bytes. Order: clitics outside, suffix inside (-kan-nya-lah).
SuffixReadings scan_suffixes(std::string_view word) noexcept;

/// Both sides of a word, read once for all who look for its root.
struct AffixReadings {
  explicit AffixReadings(const HashedWord& word) noexcept
      : prefixes(scan_prefixes(word)), suffixes(scan_suffixes(word.text())) {}
  PrefixReadings prefixes;
  SuffixReadings suffixes;
};

}  // namespace telusur::analysis
