#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace telusur::indexer {

/// What a sitemap lists: pages, or other sitemaps.
struct Sitemap {
  std::vector<std::string> pages;
  std::vector<std::string> sitemaps;
};

/// Reads a sitemap (https://www.sitemaps.org/protocol.html), its index, or a text of one URL a line; compressed by gzip
/// or not. @throws BadInput when it is none of these, damaged, or longer than `max_bytes` when decompressed.
Sitemap read_sitemap(std::string_view bytes, std::size_t max_bytes);

}  // namespace telusur::indexer
