#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "sources/article.hpp"
#include "sources/source.hpp"

namespace telusur::indexer {

/// Makes an article of a file's bytes; `path` names the file. @throws BadInput, Error kInvalidArgument.
using ArticleReader = Article (*)(std::string_view bytes, std::string_view path);

/// A file that is one article. Without an id of its own it is identified by its URL, else by its path.
class ArticleSource final : public Source {
 public:
  ArticleSource(std::filesystem::path path, std::string name, std::size_t max_document_bytes, ArticleReader reader);

  std::optional<Item> next() override;
  std::uint64_t bytes_read() const override { return bytes_read_; }

 private:
  std::filesystem::path path_;
  std::string name_;
  std::size_t max_document_bytes_;
  ArticleReader reader_;
  std::uint64_t bytes_read_ = 0;
  bool at_end_ = false;
};

}  // namespace telusur::indexer
