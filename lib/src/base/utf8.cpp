#include "base/utf8.hpp"

namespace telusur::base {

std::string valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, length] = code_point_at(text, at);
    const bool invalid = value == 0xFFFD && length == 1;
    out.append(invalid ? std::string_view("\xEF\xBF\xBD") : text.substr(at, length));
    at += length;
  }
  return out;
}

std::string shown(std::string_view text) {
  constexpr std::size_t kMostBytes = 60;
  const std::string_view beginning = utf8_prefix(text, kMostBytes);
  return valid_utf8(beginning) + (beginning.size() < text.size() ? "…" : "");
}

}  // namespace telusur::base
