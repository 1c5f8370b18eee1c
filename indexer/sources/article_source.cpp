#include "sources/article_source.hpp"

#include <utility>

#include "sources/formats.hpp"
#include "sources/input_file.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

/// A path that stays the same for everyone who works in the same folder: relative to it where the file is below it.
std::string stable_path(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::path absolute = std::filesystem::absolute(path, error).lexically_normal();
  const std::filesystem::path relative = absolute.lexically_relative(std::filesystem::current_path(error));
  return relative.empty() || *relative.begin() == ".." ? absolute.generic_string() : relative.generic_string();
}

}  // namespace

ArticleSource::ArticleSource(std::filesystem::path path, std::string name, std::size_t max_document_bytes,
                             ArticleReader reader)
    : path_(std::move(path)), name_(std::move(name)), max_document_bytes_(max_document_bytes), reader_(reader) {}

std::optional<Item> ArticleSource::next() {
  if (at_end_) {
    return std::nullopt;
  }
  at_end_ = true;
  try {
    InputFile file(path_);
    const std::string bytes = read_whole(file, max_document_bytes_);
    bytes_read_ = file.bytes_read();
    const Article article = reader_(bytes, without_compression(name_).string());
    std::string identity = article.url.empty() ? stable_path(path_) : article.url;
    return Record{Place(name_), to_document(article), std::move(identity)};
  } catch (const BadInput& error) {
    return rejected(name_, error.line(), error.what());
  } catch (const Error& error) {
    return rejected(name_, 0, error.what());
  }
}

}  // namespace telusur::indexer
