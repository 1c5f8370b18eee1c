#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "fetch/fetcher.hpp"

namespace telusur::indexer {

/// Keeps pages with what their server says of their versions, so that the next run need not fetch them again. What
/// cannot be read or written is as good as not there.
class PageCache {
 public:
  /// In this folder, which is made when it is missing; "": nowhere.
  explicit PageCache(std::filesystem::path folder);

  /// The answer that was kept for a URL.
  std::optional<FetchAnswer> find(const std::string& url) const;

  /// Keeps an answer under the URL that was asked for, if its server can tell later whether it changed.
  void keep(const std::string& url, const FetchAnswer& answer) const;

 private:
  std::filesystem::path file_of(const std::string& url) const;

  std::filesystem::path folder_;
};

}  // namespace telusur::indexer
