#pragma once

#include <string_view>

namespace telusur::base {

/// What separates words in lists that people write: spaces, tabs, and the CR of a line that ends in CR LF.
inline constexpr std::string_view kBlanks = " \t\r";

/// The text without blanks around it. O(its blanks).
constexpr std::string_view trimmed(std::string_view text) noexcept {
  const auto first = text.find_first_not_of(kBlanks);
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace telusur::base
