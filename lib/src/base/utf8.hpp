#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace telusur::base {

/// One code point read from the front of a text.
struct CodePoint {
  char32_t value;      ///< U+FFFD for bytes that are not UTF-8
  std::size_t length;  ///< bytes it took, 1 to 4; 0 at the end of the text
};

/// Reads the code point at `offset`. Strict: overlong forms, surrogates and values above U+10FFFF are invalid and take
/// one byte. O(1).
constexpr CodePoint code_point_at(std::string_view text, std::size_t offset) noexcept {
  if (offset >= text.size()) {
    return {0, 0};
  }
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const auto lead = byte(0);
  if (lead < 0x80) {
    return {lead, 1};
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || offset + length > text.size()) {
    return {0xFFFD, 1};
  }
  char32_t value = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) {
      return {0xFFFD, 1};
    }
    value = value << 6 | (byte(i) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    return {0xFFFD, 1};
  }
  return {value, length};
}

/// The longest prefix of `text` of at most `max_bytes` bytes that does not end within a code point.
constexpr std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes) noexcept {
  if (text.size() <= max_bytes) {
    return text;
  }
  std::size_t end = max_bytes;
  while (end > 0 && max_bytes - end < 3 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  return text.substr(0, end);
}

/// Code points of a valid text. Linear.
constexpr std::size_t count_code_points(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text) {
    count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  }
  return count;
}

/// `text` with each invalid byte replaced by U+FFFD. Linear.
std::string valid_utf8(std::string_view text);

/// What somebody wrote, as a message shows it: valid UTF-8 of at most 60 bytes, with an ellipsis where it was longer.
std::string shown(std::string_view text);

}  // namespace telusur::base
