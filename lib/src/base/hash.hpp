#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace telusur::base {

/// 64-bit FNV-1a (Fowler, Noll, Vo), continued from `seed`. Not for adversarial input.
constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t seed = 0xcbf29ce484222325U) noexcept {
  for (const char byte : bytes) {
    seed = (seed ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  }
  return seed;
}

/// Sixteen hexadecimal digits.
inline std::string hex(std::uint64_t number) {
  std::string digits;
  for (int shift = 60; shift >= 0; shift -= 4) {
    digits += "0123456789abcdef"[number >> shift & 0xF];
  }
  return digits;
}

}  // namespace telusur::base
