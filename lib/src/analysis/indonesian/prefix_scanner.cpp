#include "analysis/indonesian/affix_scanner.hpp"

#include <array>
#include <bit>
#include <span>

/// The prefix half of the affix scanner.
namespace telusur::analysis {
namespace {

using enum Prefix;

/// A set of lower-case letters.
class Letters {
 public:
  consteval Letters(const char* letters) {  // NOLINT(google-explicit-constructor): reads as a table below
    for (; *letters != '\0'; ++letters) {
      bits_ |= 1U << (*letters - 'a');
    }
  }
  constexpr bool contains(char c) const noexcept { return c >= 'a' && c <= 'z' && ((bits_ >> (c - 'a')) & 1U) != 0; }

 private:
  std::uint32_t bits_ = 0;
};

constexpr Letters kVowelLetters = "aeiou";
constexpr Letters kConsonants = "bcdfghjklmnpqrstvwxyz";
constexpr Letters kAny = "abcdefghijklmnopqrstuvwxyz";

/// A prefix as spelt, at most eight letters, compared in one step.
class PackedText {
 public:
  consteval PackedText(const char* text) {  // NOLINT(google-explicit-constructor): reads as a table below
    std::array<char, 8> bytes{};
    std::array<unsigned char, 8> mask{};
    for (; text[size_] != '\0'; ++size_) {
      bytes[size_] = text[size_];
      mask[size_] = 0xFF;
    }
    bytes_ = std::bit_cast<std::uint64_t>(bytes);
    mask_ = std::bit_cast<std::uint64_t>(mask);
  }
  std::size_t size() const noexcept { return size_; }
  bool begins(std::uint64_t loaded) const noexcept { return (loaded & mask_) == bytes_; }

 private:
  std::uint64_t bytes_ = 0;
  std::uint64_t mask_ = 0;
  std::uint8_t size_ = 0;
};

struct Spelling {
  PackedText text;
  Letters before;  // letters that may follow
  Prefix first;
  Prefix second;  // none: one prefix
  char restored;
  std::uint8_t penalty;
};

// The nasal prefixes, by the letter behind me-, pe-. Behind meny- may hide se-, behind meng- ke-, behind mem- per-,
// behind men- ter-: s, k, p and t are swallowed there too.
constexpr Spelling kPrefixesInMem[] = {
    {"me", "m", kMen, kNone, '\0', 0},
    {"mem", "bfvp", kMen, kNone, '\0', 0},
    {"mem", "aeiour", kMen, kNone, 'p', 0},
    {"memer", kAny, kMen, kPer, '\0', 4},
};
constexpr Spelling kPrefixesInMen[] = {
    {"me", "n", kMen, kNone, '\0', 0},
    {"men", "cdjtsz", kMen, kNone, '\0', 0},
    {"men", kVowelLetters, kMen, kNone, 't', 0},
    {"meny", kVowelLetters, kMen, kNone, 's', 0},
    {"meng", "aeioughkqx", kMen, kNone, '\0', 0},
    {"meng", kVowelLetters, kMen, kNone, 'k', 0},
    {"menge", kConsonants, kMen, kE, '\0', 0},
    {"menge", kAny, kMen, kKe, '\0', 0},
    {"menye", kAny, kMen, kSe, '\0', 0},
    {"mener", kAny, kMen, kTer, '\0', 4},
};
constexpr Spelling kPrefixesInMe[] = {
    {"me", "lrwy", kMen, kNone, '\0', 0},
};
constexpr Spelling kPrefixesInPem[] = {
    {"pe", "m", kPen, kNone, '\0', 0},
    {"pem", "bfvp", kPen, kNone, '\0', 0},
    {"pem", "aeiour", kPen, kNone, 'p', 0},
    {"pemer", kAny, kPen, kPer, '\0', 4},
};
constexpr Spelling kPrefixesInPen[] = {
    {"pe", "n", kPen, kNone, '\0', 0},
    {"pen", "cdjtsz", kPen, kNone, '\0', 0},
    {"pen", kVowelLetters, kPen, kNone, 't', 0},
    {"peny", kVowelLetters, kPen, kNone, 's', 0},
    {"peng", "aeioughkqx", kPen, kNone, '\0', 0},
    {"peng", kVowelLetters, kPen, kNone, 'k', 0},
    {"penge", kConsonants, kPen, kE, '\0', 0},
    {"penge", kAny, kPen, kKe, '\0', 0},
    {"penye", kAny, kPen, kSe, '\0', 0},
    {"pener", kAny, kPen, kTer, '\0', 4},
    {"peng", "lr", kPen, kNone, '\0', 4},  // penglihatan, pengrajin
};
constexpr Spelling kPrefixesInPer[] = {
    {"pe", "r", kPen, kNone, '\0', 0},
    {"pe", "r", kPer, kNone, '\0', 0},
    {"per", kAny, kPer, kNone, '\0', 0},
};
constexpr Spelling kPrefixesInPe[] = {
    {"pe", "lwy", kPen, kNone, '\0', 0},
    {"pe", "abcdefghijkopqstuvxz", kPe, kNone, '\0', 0},
};
constexpr Spelling kPrefixesInB[] = {
    {"ber", kAny, kBer, kNone, '\0', 0},
    {"be", "r", kBer, kNone, '\0', 0},
    {"be", "abcdefghijklmnopqstuvwxyz", kBe, kNone, '\0', 0},
};
constexpr Spelling kPrefixesInT[] = {
    {"ter", kAny, kTer, kNone, '\0', 0},
    {"te", "r", kTer, kNone, '\0', 0},
    {"tidak", kAny, kTidak, kNone, '\0', 0},
};
constexpr Spelling kPrefixesInD[] = {
    {"di", kAny, kDi, kNone, '\0', 0},
};
constexpr Spelling kPrefixesInK[] = {
    {"ke", kAny, kKe, kNone, '\0', 0},
    {"ku", kAny, kKu, kNone, '\0', 0},
    {"kau", kAny, kKu, kNone, '\0', 0},
};
constexpr Spelling kPrefixesInS[] = {
    {"se", kAny, kSe, kNone, '\0', 0},
    {"si", kAny, kSi, kNone, '\0', 0},
};

// The colloquial meN-: nge- before anything, else only the nasal (ngambil, nyari, nulis, mikir).
constexpr Spelling kPrefixesInN[] = {
    {"nge", kAny, kMen, kNone, '\0', kColloquialPenalty},
    {"ng", kVowelLetters, kMen, kNone, '\0', kColloquialPenalty},
    {"ng", kVowelLetters, kMen, kNone, 'k', kColloquialPenalty},
    {"ny", kVowelLetters, kMen, kNone, 's', kColloquialPenalty},
    {"ny", kVowelLetters, kMen, kNone, 'c', kColloquialPenalty},
    {"n", kVowelLetters, kMen, kNone, 't', kColloquialPenalty},
};
constexpr Spelling kBareM[] = {
    {"m", kVowelLetters, kMen, kNone, 'p', kColloquialPenalty},
};

using Spellings = std::span<const Spelling>;

/// The spellings that begin with a letter, by the two letters behind it. A table, as a switch is guessed wrong too
/// often.
struct InitialGroup {
  char second = '\0';                      ///< the second letter that the others need; '\0': any
  Spellings before_m, before_n, before_r;  ///< by the third letter
  Spellings before_other;
  Spellings otherwise;  ///< for another second letter
};

constexpr std::array<InitialGroup, 26> kInitialGroups = [] {
  std::array<InitialGroup, 26> groups{};
  const auto set = [&](char initial, char second, Spellings all, Spellings otherwise) {
    groups[static_cast<std::size_t>(initial - 'a')] = {second, all, all, all, all, otherwise};
  };
  groups['m' - 'a'] = {'e', kPrefixesInMem, kPrefixesInMen, kPrefixesInMe, kPrefixesInMe, kBareM};
  groups['p' - 'a'] = {'e', kPrefixesInPem, kPrefixesInPen, kPrefixesInPer, kPrefixesInPe, {}};
  set('b', 'e', kPrefixesInB, {});
  set('d', 'i', kPrefixesInD, {});
  set('k', '\0', kPrefixesInK, {});
  set('n', '\0', kPrefixesInN, {});
  set('s', '\0', kPrefixesInS, {});
  set('t', '\0', kPrefixesInT, {});
  return groups;
}();

// The spellings that a word with these first three letters may begin with.
Spellings spellings(char first, char second, char third) noexcept {
  const auto index = static_cast<unsigned char>(first - 'a');
  if (index >= kInitialGroups.size()) {
    return {};
  }
  const InitialGroup& group = kInitialGroups[index];
  if (group.second != '\0' && group.second != second) {
    return group.otherwise;
  }
  if (third == 'm') {
    return group.before_m;
  }
  if (third == 'n') {
    return group.before_n;
  }
  return third == 'r' ? group.before_r : group.before_other;
}

void add(const PrefixReading& from, std::size_t length, ChainId chain, PrefixReadings& readings) {
  if (chain == kIllegalChain) {
    return;
  }
  readings.add({.length = static_cast<std::uint8_t>(from.length + length),
                .restored = '\0',
                .chain = chain,
                .penalty = from.penalty});
}

// be- and te- lose their r before a first syllable in -er-: bekerja, becermin, tepercaya, tepergok.
void add_short_prefix(const HashedWord& word, const PrefixReading& from, PrefixReadings& readings) {
  const std::size_t at = from.length;
  const bool is_te = word[at] == 't';
  if ((!is_te && word[at] != 'b') || word[at + 1] != 'e') {
    return;
  }
  if (word[at + 3] != 'e' || word[at + 4] != 'r' || !kConsonants.contains(word[at + 2])) {
    return;
  }
  add(from, 2, extend_chain(from.chain, is_te ? kTer : kBer), readings);
}

// First consonant doubled with e: dedaunan, pepohonan, tetanaman.
void add_copy(const HashedWord& word, const PrefixReading& from, PrefixReadings& readings) {
  const std::size_t at = from.length;
  if (word[at + 1] != 'e' || word[at] != word[at + 2] || !kConsonants.contains(word[at])) {
    return;
  }
  add(from, 2, extend_chain(from.chain, kCopy), readings);
}

void extend(const HashedWord& word, const PrefixReading& from, PrefixReadings& readings) {
  const std::uint64_t rest = word.load(from.length);
  for (const Spelling& s : spellings(word[from.length], word[from.length + 1], word[from.length + 2])) {
    // At least one letter of the root must follow.
    if (!s.text.begins(rest) || !s.before.contains(word[from.length + s.text.size()])) {
      continue;
    }
    ChainId chain = extend_chain(from.chain, s.first);
    if (chain != kIllegalChain && s.second != kNone) {
      chain = extend_chain(chain, s.second);
    }
    if (chain == kIllegalChain) {
      continue;
    }
    readings.add({.length = static_cast<std::uint8_t>(from.length + s.text.size()),
                  .restored = s.restored,
                  .chain = chain,
                  .penalty = static_cast<std::uint8_t>(from.penalty + s.penalty)});
  }
}

}  // namespace

PrefixReadings scan_prefixes(const HashedWord& word) noexcept {
  PrefixReadings readings;
  readings.add({.length = 0, .restored = '\0', .chain = kNoChain, .penalty = 0});
  // Grows while it is read: each reading is continued, unless a restored letter closed it.
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const PrefixReading from = readings[i];
    if (from.restored != '\0') {
      continue;
    }
    extend(word, from, readings);
    add_short_prefix(word, from, readings);
    add_copy(word, from, readings);
  }
  return readings;
}

}  // namespace telusur::analysis
