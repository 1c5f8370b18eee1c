#pragma once

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

namespace telusur::indexer {

/// The text with its ASCII letters in lower case, for names that machines read: of formats, elements, headers,
/// languages.
inline std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return out;
}

}  // namespace telusur::indexer
