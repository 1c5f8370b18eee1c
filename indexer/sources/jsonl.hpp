#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

#include "sources/line_reader.hpp"
#include "sources/source.hpp"

namespace telusur::indexer {

/// JSON Lines: a document a line, passed on as it is. Empty lines are skipped. A document without an id is identified
/// by its `url`.
class JsonlSource final : public Source {
 public:
  /// `name` is how messages call the file; a line of more than `max_document_bytes` is rejected without being held.
  JsonlSource(std::filesystem::path path, std::string name, std::size_t max_document_bytes);

  std::optional<Item> next() override;
  std::uint64_t bytes_read() const override { return reader_ ? reader_->bytes_read() : 0; }

 private:
  std::optional<Item> next_line();

  std::filesystem::path path_;
  std::string name_;
  std::size_t max_document_bytes_;
  std::unique_ptr<LineReader> reader_;  ///< opened by the first call of next
  bool has_content_ = false;
  bool at_end_ = false;
};

}  // namespace telusur::indexer
