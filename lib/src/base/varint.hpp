#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace telusur::base {

/// Appends `value` in LEB128: seven bits a byte, the lowest first.
inline void append_varint(std::string& out, std::uint32_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

/// Takes a varint off the front of `in`; nothing when `in` ends within it or it exceeds 32 bits.
inline std::optional<std::uint32_t> take_varint(std::string_view& in) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < in.size() && i < 5; ++i) {
    const auto byte = static_cast<unsigned char>(in[i]);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << (7 * i);
    if (byte < 0x80) {
      if (value > UINT32_MAX) {
        return std::nullopt;
      }
      in.remove_prefix(i + 1);
      return static_cast<std::uint32_t>(value);
    }
  }
  return std::nullopt;
}

}  // namespace telusur::base
