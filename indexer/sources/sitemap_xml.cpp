#include "sources/sitemap_xml.hpp"

// pugixml: parses without network, entities of its own or recursion.
#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "sources/article.hpp"
#include "sources/decoder.hpp"
#include "sources/input_file.hpp"
#include "sources/source.hpp"

namespace telusur::indexer {

namespace {

std::string decompressed(std::string_view bytes, std::size_t max_bytes) {
  const auto decoder = make_decoder(bytes.substr(0, kMagicBytes));
  if (decoder == nullptr) {
    return std::string(bytes);
  }
  std::string out;
  std::array<char, std::size_t{64} * 1024> piece{};
  for (;;) {
    const std::size_t before = bytes.size();
    const std::size_t size = decoder->decode(bytes, std::span<char>(piece));
    out.append(piece.data(), size);
    if (out.size() > max_bytes) {
      throw BadInput("is longer than " + human_bytes(max_bytes) + " when it is decompressed");
    }
    if (size == 0 && (bytes.empty() || bytes.size() == before)) {
      break;
    }
  }
  if (!decoder->at_boundary()) {
    throw BadInput("is cut short");
  }
  return out;
}

/// The name of an element without its namespace.
std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  return name.substr(name.find(':') + 1);
}

std::vector<std::string> locations(const pugi::xml_node& root, std::string_view entry_name) {
  std::vector<std::string> found;
  for (const pugi::xml_node& entry : root.children()) {
    if (local_name(entry) != entry_name) {
      continue;
    }
    for (const pugi::xml_node& child : entry.children()) {
      const std::string location(trim(child.text().get()));
      if (local_name(child) == "loc" && !location.empty()) {
        found.push_back(location);
      }
    }
  }
  return found;
}

/// A text of URLs, one a line.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty()) {
      lines.emplace_back(line);
    }
  }
  return lines;
}

}  // namespace

Sitemap read_sitemap(std::string_view bytes, std::size_t max_bytes) {
  const std::string text = decompressed(bytes, max_bytes);
  if (text.starts_with("http://") || text.starts_with("https://")) {
    return {lines_of(text), {}};
  }
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(text.data(), text.size());
  if (!result) {
    throw BadInput("is no sitemap: " + std::string(result.description()) + " at byte " + std::to_string(result.offset));
  }
  const pugi::xml_node root = document.document_element();
  if (local_name(root) == "urlset") {
    return {locations(root, "url"), {}};
  }
  if (local_name(root) == "sitemapindex") {
    return {{}, locations(root, "sitemap")};
  }
  throw BadInput("is no sitemap: its root is <" + std::string(root.name()) + ">");
}

}  // namespace telusur::indexer
