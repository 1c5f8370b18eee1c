#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace telusur::analysis {

/// The longest word that is analysed, in bytes. Positions inside a word fit a byte.
inline constexpr std::size_t kMaxWordBytes = 255;

/// A polynomial hash (mod 2^64), its letters scaled so that its upper bits can be used as they are. Its values for all
/// parts of a word follow from one pass over it, so that looking up the many possible roots of a word costs no second
/// reading. Not for hostile keys: whoever chooses words that collide makes a probe of the table longer, and nothing
/// else, as entries are compared by their text.
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

/// The value of a byte; never 0.
constexpr std::uint64_t value_of(char c) noexcept {
  constexpr std::uint64_t kScale = 0xBF58476D1CE4E5B9ULL;
  return (static_cast<unsigned char>(c) + 1U) * kScale;
}

constexpr std::uint64_t append(std::uint64_t hash, char c) noexcept { return hash * kBase + value_of(c); }

constexpr std::uint64_t of(std::string_view word) noexcept {
  std::uint64_t hash = 0;
  for (const char c : word) {
    hash = append(hash, c);
  }
  return hash;
}

/// Writes the hashes of the first 1, 2, 3 and 4 bytes of `bytes` behind a beginning to `hashes`. Only one
/// multiplication has to wait for the hash of that beginning, which is hashes[-1].
inline void append_four(const char* bytes, std::uint64_t* hashes) noexcept {
  const std::uint64_t before = hashes[-1];
  const std::uint64_t one = append(0, bytes[0]);
  const std::uint64_t two = append(one, bytes[1]);
  const std::uint64_t three = append(two, bytes[2]);
  const std::uint64_t four = append(three, bytes[3]);
  hashes[0] = before * kPowers[1] + one;
  hashes[1] = before * kPowers[2] + two;
  hashes[2] = before * kPowers[3] + three;
  hashes[3] = before * kPowers[4] + four;
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
            .tail = word.data() + std::min(word.size(), kHeadLength)};
  }
};

/// A word with the hashes of all its beginnings, from which the hash of any part is taken in O(1), and with room behind
/// it, so that its first bytes can be compared eight at a time. A view: the text must outlive it.
class HashedWord {
 public:
  /// @param text  1 to `kMaxWordBytes` bytes
  explicit HashedWord(std::string_view text) noexcept : text_(text) {
    copy(text);
    std::memset(padded_.data() + text.size(), 0, kPadding);
    hashes_[0] = 0;
    // Whole fours, into the padding: the number of rounds is guessed right more often.
    for (std::size_t i = 0; i < text.size(); i += 4) {
      word_hash::append_four(padded_.data() + i, hashes_.data() + i + 1);
    }
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

  /// The hash of bytes [begin, end), with `first` before them unless it is '\0'.
  std::uint64_t hash(char first, std::size_t begin, std::size_t end) const noexcept {
    const std::uint64_t value = first != '\0' ? word_hash::value_of(first) : 0;
    return hashes_[end] + (value - hashes_[begin]) * word_hash::kPowers[end - begin];
  }

  /// Bytes [begin, end) as a key.
  WordKey key(std::size_t begin, std::size_t end) const noexcept {
    const std::size_t length = end - begin;
    return {.hash = hash('\0', begin, end),
            .head = load(begin) & kHeadMasks[length < kHeadLength ? length : kHeadLength],
            .length = length,
            .tail = padded_.data() + begin + kHeadLength};
  }

  /// `first`, which is not '\0', followed by bytes [begin, end) as a key.
  WordKey key(char first, std::size_t begin, std::size_t end) const noexcept {
    const std::size_t length = end - begin;
    std::array<char, kHeadLength> head;
    head[0] = first;
    std::memcpy(head.data() + 1, padded_.data() + begin, kHeadLength - 1);
    return {
        .hash = hash(first, begin, end),
        .head = std::bit_cast<std::uint64_t>(head) & kHeadMasks[length + 1 < kHeadLength ? length + 1 : kHeadLength],
        .length = length + 1,
        .tail = padded_.data() + begin + kHeadLength - 1};
  }

 private:
  static constexpr std::size_t kPadding = kHeadLength;

  /// Copies eight bytes at a time, the last of them twice, without a call.
  void copy(std::string_view text) noexcept {
    if (text.size() < kHeadLength) {
      for (std::size_t i = 0; i < text.size(); ++i) {
        padded_[i] = text[i];
      }
      return;
    }
    const std::size_t last = text.size() - kHeadLength;
    for (std::size_t i = 0; i < last; i += kHeadLength) {
      std::memcpy(padded_.data() + i, text.data() + i, kHeadLength);
    }
    std::memcpy(padded_.data() + last, text.data() + last, kHeadLength);
  }

  std::string_view text_;
  std::array<char, kMaxWordBytes + kPadding> padded_;
  std::array<std::uint64_t, kMaxWordBytes + 4> hashes_;  // only the first size + 1 values, up to three more, are set
};

}  // namespace telusur::analysis
