#pragma once

#include <cstdint>
#include <deque>
#include <set>
#include <string>

#include "fetch/fetcher.hpp"
#include "fetch/page_cache.hpp"
#include "fetch/robots.hpp"
#include "sources/formats.hpp"
#include "sources/source.hpp"

namespace telusur::indexer {

/// The pages that a sitemap.xml at a URL lists, and the sitemaps that it lists, of its own host: each page is a
/// document as an HTML file is, identified by its canonical URL, else by its own. Heeds robots.txt and asks for changed
/// pages alone.
class SitemapSource final : public Source {
 public:
  explicit SitemapSource(const SourceOptions& options);

  std::optional<Item> next() override;
  std::uint64_t bytes_read() const override { return bytes_read_; }

 private:
  void read_robots();
  void read_sitemaps();
  void ask_for_page(const std::string& url);
  void take_page(const std::string& url, FetchAnswer answer);
  void reject(const std::string& url, const std::string& reason);

  SourceOptions options_;
  std::string url_;
  Fetcher fetcher_;
  PageCache cache_;
  Robots robots_;
  std::set<std::string> seen_;     ///< pages and sitemaps
  std::deque<std::string> pages_;  ///< that were found and not asked for
  std::deque<std::string> asked_;  ///< pages whose answers have not been taken
  std::deque<Item> items_;         ///< that were made and not yielded
  std::uint64_t bytes_read_ = 0;
  bool begun_ = false;
};

/// Whether a path that the user named is a URL.
bool is_url(const std::string& path);

}  // namespace telusur::indexer
