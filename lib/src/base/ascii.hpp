#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace telusur::base {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Whether a byte of UTF-8 belongs to a word where signs and blanks of ASCII part the words: its letters, its digits
/// and whatever is not ASCII.
constexpr bool is_word_part(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x80 || is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether eight bytes, read into a number in any order, are all ASCII letters from a to z.
constexpr bool are_lower_ascii(std::uint64_t eight) noexcept {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  // Adding carries a byte over 0x7F where it is at least 'a', and where it is more than 'z'; no sum leaves its byte
  // unless the byte is 0x80 or more, which is asked for on its own.
  const std::uint64_t from_a = eight + kEach * (0x80U - 'a');
  const std::uint64_t behind_z = eight + kEach * (0x7FU - 'z');
  return (from_a & ~behind_z & ~eight & kEach * 0x80U) == kEach * 0x80U;
}

/// Whether text is ASCII letters from a to z alone; true for none. Such a word is folded already. Eight bytes a step.
inline bool is_lower_ascii(std::string_view text) noexcept {
  constexpr std::size_t kStep = sizeof(std::uint64_t);
  const auto load = [text](std::size_t at) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, kStep);
    return eight;
  };
  if (text.size() < kStep) {
    bool lower = true;
    for (const char c : text) {
      lower = lower && c >= 'a' && c <= 'z';
    }
    return lower;
  }
  const std::size_t last = text.size() - kStep;
  for (std::size_t at = 0; at < last; at += kStep) {
    if (!are_lower_ascii(load(at))) {
      return false;
    }
  }
  return are_lower_ascii(load(last));
}

}  // namespace telusur::base
