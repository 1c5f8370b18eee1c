#pragma once

#include <cstdint>
#include <deque>
#include <string_view>

#include "sources/article.hpp"
#include "sources/formats.hpp"
#include "sources/source.hpp"

namespace telusur::indexer {

/// Makes an article of a file's bytes; `path` names the file. @throws BadInput, Error kInvalidArgument.
using ArticleReader = Article (*)(std::string_view bytes, std::string_view path);

/// A file that is one article, or, split by headings, a document a section. Without an id of its own it is identified
/// by its URL, else by its path. A draft yields nothing.
class ArticleSource final : public Source {
 public:
  ArticleSource(SourceOptions options, ArticleReader reader);

  std::optional<Item> next() override;
  std::uint64_t bytes_read() const override { return bytes_read_; }

 private:
  void read();
  void take(const Article& article);

  SourceOptions options_;
  ArticleReader reader_;
  std::uint64_t bytes_read_ = 0;
  bool was_read_ = false;
  std::deque<Item> items_;  ///< what is left of the article
};

}  // namespace telusur::indexer
