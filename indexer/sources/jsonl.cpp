#include "sources/jsonl.hpp"

#include <utility>

#include "sources/article.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

JsonlSource::JsonlSource(std::filesystem::path path, std::string name, std::size_t max_document_bytes)
    : path_(std::move(path)), name_(std::move(name)), max_document_bytes_(max_document_bytes) {}

std::optional<Item> JsonlSource::next() {
  if (at_end_) {
    return std::nullopt;
  }
  try {
    if (reader_ == nullptr) {
      reader_ = std::make_unique<LineReader>(path_, max_document_bytes_);
    }
    if (auto item = next_line()) {
      return item;
    }
    at_end_ = true;
    return has_content_ ? std::nullopt : std::optional(rejected(name_, 0, "is empty"));
  } catch (const BadInput& error) {
    at_end_ = true;
    return rejected(name_, 0, error.what());
  }
}

std::optional<Item> JsonlSource::next_line() {
  while (auto line = reader_->next()) {
    has_content_ = true;
    if (line->too_long) {
      return rejected(name_, line->number,
                      "is longer than " + human_bytes(max_document_bytes_) + ", the limit of --max-document");
    }
    if (!line->problem.empty()) {
      return rejected(name_, line->number, line->problem);
    }
    if (trim(line->text).empty()) {
      continue;
    }
    try {
      Document document = Document::parse(line->text);
      std::string url = document.text("url");
      return Record{Place(name_, line->number), std::move(document), std::move(url)};
    } catch (const Error& error) {
      return rejected(name_, line->number, error.what());
    }
  }
  return std::nullopt;
}

}  // namespace telusur::indexer
