#include "sources/jsonl.hpp"

#include <utility>

#include "sources/article.hpp"
#include "sources/json_document.hpp"

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
    const Place place(name_, line->number);
    if (line->too_long) {
      return too_long_document(place, max_document_bytes_);
    }
    if (!line->problem.empty()) {
      return rejected(name_, line->number, line->problem);
    }
    if (!trim(line->text).empty()) {
      return json_document(place, line->text);
    }
  }
  return std::nullopt;
}

}  // namespace telusur::indexer
