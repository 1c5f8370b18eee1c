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

}  // namespace telusur::base
