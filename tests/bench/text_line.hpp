#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <string>

namespace telusur::bench {

/// A line of a table, as printf formats it; what is beyond 255 bytes is cut off.
template <typename... Values>
std::string line(const char* format, Values... values) {
  std::array<char, 256> text{};
  const int length = std::snprintf(text.data(), text.size(), format, values...);
  return {text.data(), std::min(static_cast<std::size_t>(std::max(length, 0)), text.size() - 1)};
}

}  // namespace telusur::bench
