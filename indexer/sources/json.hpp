#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

#include "sources/json_elements.hpp"
#include "sources/source.hpp"

namespace telusur::indexer {

/// A JSON array of documents, or one document, passed on as they are. A document without an id is identified by its
/// `url`.
class JsonSource final : public Source {
 public:
  /// `name` is how messages call the file; an element of more than `max_document_bytes` is rejected without being held.
  JsonSource(std::filesystem::path path, std::string name, std::size_t max_document_bytes);

  std::optional<Item> next() override;
  std::uint64_t bytes_read() const override { return elements_ ? elements_->bytes_read() : 0; }

 private:
  std::filesystem::path path_;
  std::string name_;
  std::size_t max_document_bytes_;
  std::unique_ptr<JsonElements> elements_;  ///< opened by the first call of next
  bool at_end_ = false;
};

}  // namespace telusur::indexer
