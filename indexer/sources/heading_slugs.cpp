#include "sources/heading_slugs.hpp"

#include <cctype>

#include "sources/article.hpp"

namespace telusur::indexer {

std::string HeadingSlugs::slug_of(std::string_view heading) {
  std::string slug;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0 || c == '-' || c == '_') {
      slug += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
    } else if (c == ' ') {
      slug += '-';
    }
  }
  const int count = counts_[slug]++;
  return count == 0 ? slug : slug + "-" + std::to_string(count);
}

std::string take_heading_id(std::string& heading) {
  const std::size_t open = heading.rfind('{');
  const std::size_t hash = heading.find('#', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || !heading.ends_with('}') || hash == std::string::npos ||
      heading.find_first_not_of(": ", open + 1) != hash) {
    return "";
  }
  const std::size_t end = heading.find_first_of(" }", hash);
  std::string id = heading.substr(hash + 1, end - hash - 1);
  heading = trim(heading.substr(0, open));
  return id;
}

}  // namespace telusur::indexer
