#include "sources/article_source.hpp"

#include <utility>

#include "sources/input_file.hpp"
#include "sources/section_records.hpp"
#include "sources/stable_path.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

/// The address of a file below the root of a site: "/a/b" of "ROOT/a/b.md" and "ROOT/a/b/index.md", "/a/b.html" of
/// "ROOT/a/b.html".
std::string address_below(const std::filesystem::path& root, const std::filesystem::path& path) {
  std::filesystem::path address = without_compression(root.empty() ? path.filename() : path.lexically_relative(root));
  const std::string suffix = address.extension().string();
  if (suffix.starts_with(".md") || suffix == ".markdown" || suffix == ".txt") {
    address.replace_extension();
    if (address.filename() == "index" || address.filename() == "_index") {
      address = address.parent_path();
    }
  }
  return "/" + address.generic_string();
}

}  // namespace

ArticleSource::ArticleSource(SourceOptions options, ArticleReader reader)
    : options_(std::move(options)), reader_(reader) {}

std::optional<Item> ArticleSource::next() {
  if (!std::exchange(was_read_, true)) {
    try {
      read();
    } catch (const BadInput& error) {
      items_.push_back(rejected(options_.name, error.line(), error.what()));
    } catch (const Error& error) {
      items_.push_back(rejected(options_.name, 0, error.what()));
    }
  }
  if (items_.empty()) {
    return std::nullopt;
  }
  Item item = std::move(items_.front());
  items_.pop_front();
  return item;
}

void ArticleSource::read() {
  InputFile file(options_.path);
  const std::string bytes = read_whole(file, options_.max_document_bytes);
  bytes_read_ = file.bytes_read();
  const Article article = reader_(bytes, without_compression(options_.name).string());
  if (!article.draft) {
    take(article);
  }
}

void ArticleSource::take(const Article& article) {
  const Place place(options_.name);
  const std::string identity = article.url.empty() ? stable_path(options_.path) : article.url;
  if (!options_.split_by_heading) {
    items_.emplace_back(Record{place, to_document(article), identity});
    return;
  }
  const std::string url = article.url.empty() ? address_below(options_.root, options_.path) : article.url;
  for (Record& record : section_records(article, place, identity, url)) {
    items_.emplace_back(std::move(record));
  }
}

}  // namespace telusur::indexer
