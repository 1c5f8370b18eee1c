#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace telusur::analysis {

/// The longest word that is analysed, in bytes. Positions inside a word fit a byte.
inline constexpr std::size_t kMaxWordBytes = 255;

/// A polynomial hash (mod 2^64) whose values for all parts of a word follow from one pass over it, so that looking up
/// the many possible roots of a word costs no second reading. Not for hostile keys: whoever chooses words that collide
/// makes a probe of the table longer, and nothing else, as entries are compared by their text.
namespace word_hash {

inline constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15ULL;

constexpr std::array<std::uint64_t, kMaxWordBytes + 1> make_powers() {
  std::array<std::uint64_t, kMaxWordBytes + 1> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) {
    powers[i] = powers[i - 1] * kBase;
  }
  return powers;
}
inline constexpr auto kPowers = make_powers();

constexpr std::uint64_t append(std::uint64_t hash, char c) noexcept {
  return hash * kBase + static_cast<unsigned char>(c) + 1U;
}

constexpr std::uint64_t of(std::string_view word) noexcept {
  std::uint64_t hash = 0;
  for (const char c : word) {
    hash = append(hash, c);
  }
  return hash;
}

}  // namespace word_hash

/// How many bytes of a word are kept and compared as one number.
inline constexpr std::size_t kHeadLength = 8;

/// Masks of the first n bytes of eight, in the byte order of memory.
inline constexpr std::array<std::uint64_t, kHeadLength + 1> kHeadMasks = [] {
  std::array<std::uint64_t, kHeadLength + 1> masks{};
  for (std::size_t n = 0; n < masks.size(); ++n) {
    std::array<unsigned char, kHeadLength> bytes{};
    for (std::size_t i = 0; i < n; ++i) {
      bytes[i] = 0xFF;
    }
    masks[n] = std::bit_cast<std::uint64_t>(bytes);
  }
  return masks;
}();

/// The first bytes of a word as one number, zeros behind its end.
inline std::uint64_t head_of(std::string_view word) noexcept {
  std::uint64_t head = 0;
  std::memcpy(&head, word.data(), word.size() < kHeadLength ? word.size() : kHeadLength);
  return head;
}

/// What a table finds a word by.
struct WordKey {
  std::uint64_t hash;
  std::uint64_t head;  ///< see `head_of`
  std::size_t length;  ///< bytes
  const char* tail;    ///< the bytes behind the head, where the word is longer than that

  static WordKey of(std::string_view word) noexcept {
    return {.hash = word_hash::of(word),
            .head = head_of(word),
            .length = word.size(),
            .tail = word.size() > kHeadLength ? word.data() + kHeadLength : nullptr};
  }
};

/// A word with the hashes of all its beginnings, from which the hash of any part is taken in O(1), and with room behind
/// it, so that its first bytes can be compared eight at a time. A view: the text must outlive it.
class HashedWord {
 public:
  /// @param text  1 to `kMaxWordBytes` bytes
  explicit HashedWord(std::string_view text) noexcept : text_(text) {
    std::uint64_t hash = 0;
    hashes_[0] = hash;
    for (std::size_t i = 0; i < text.size(); ++i) {
      padded_[i] = text[i];
      hash = word_hash::append(hash, text[i]);
      hashes_[i + 1] = hash;
    }
    std::memset(padded_.data() + text.size(), 0, kPadding);
  }

  std::string_view text() const noexcept { return text_; }
  std::size_t size() const noexcept { return text_.size(); }

  /// The byte at `position`; '\0' behind the end, position <= size() + 7.
  char operator[](std::size_t position) const noexcept { return padded_[position]; }

  /// Eight bytes from `position` on, zeros behind the end, in the byte order of memory.
  std::uint64_t load(std::size_t position) const noexcept {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, padded_.data() + position, sizeof(bytes));
    return bytes;
  }

  /// Bytes [begin, end) as a key.
  WordKey key(std::size_t begin, std::size_t end) const noexcept {
    const std::size_t length = end - begin;
    return {.hash = hashes_[end] - hashes_[begin] * word_hash::kPowers[length],
            .head = load(begin) & kHeadMasks[length < kHeadLength ? length : kHeadLength],
            .length = length,
            .tail = padded_.data() + begin + kHeadLength};
  }

  /// `first` followed by bytes [begin, end) as a key.
  WordKey key(char first, std::size_t begin, std::size_t end) const noexcept {
    const std::size_t length = end - begin;
    std::array<char, kHeadLength> head;
    head[0] = first;
    std::memcpy(head.data() + 1, padded_.data() + begin, kHeadLength - 1);
    const std::uint64_t hash_of_first = (static_cast<unsigned char>(first) + 1U) * word_hash::kPowers[length];
    return {
        .hash = hashes_[end] - hashes_[begin] * word_hash::kPowers[length] + hash_of_first,
        .head = std::bit_cast<std::uint64_t>(head) & kHeadMasks[length + 1 < kHeadLength ? length + 1 : kHeadLength],
        .length = length + 1,
        .tail = padded_.data() + begin + kHeadLength - 1};
  }

 private:
  static constexpr std::size_t kPadding = kHeadLength;
  std::string_view text_;
  std::array<char, kMaxWordBytes + kPadding> padded_;
  std::array<std::uint64_t, kMaxWordBytes + 1> hashes_;  // only the first size + 1 values are set
};

}  // namespace telusur::analysis
