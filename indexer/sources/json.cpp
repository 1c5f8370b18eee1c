#include "sources/json.hpp"

#include <utility>

#include "sources/json_document.hpp"

namespace telusur::indexer {

JsonSource::JsonSource(std::filesystem::path path, std::string name, std::size_t max_document_bytes)
    : path_(std::move(path)), name_(std::move(name)), max_document_bytes_(max_document_bytes) {}

std::optional<Item> JsonSource::next() {
  if (at_end_) {
    return std::nullopt;
  }
  try {
    if (elements_ == nullptr) {
      elements_ = std::make_unique<JsonElements>(path_, max_document_bytes_);
    }
    if (const auto element = elements_->next()) {
      const Place place(name_, element->line);
      return element->too_long ? too_long_document(place, max_document_bytes_) : json_document(place, element->text);
    }
    at_end_ = true;
    return std::nullopt;
  } catch (const BadInput& error) {
    at_end_ = true;
    return rejected(name_, error.line(), error.what());
  }
}

}  // namespace telusur::indexer
