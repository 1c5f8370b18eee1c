#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "sources/source.hpp"
#include "sources/text_stream.hpp"
#include "telusur/csv.hpp"

namespace telusur::indexer {

/// Comma-separated values: a document a record, with the attributes that the first record names; after a semicolon or
/// tab instead of a comma, where that record has one and no comma. In any encoding that TextStream tells. A document
/// without an id is identified by its `url`.
class CsvSource final : public Source {
 public:
  /// `name` is how messages call the file; a record of more than `max_document_bytes` ends the reading.
  CsvSource(std::filesystem::path path, std::string name, std::size_t max_document_bytes);

  std::optional<Item> next() override;
  std::uint64_t bytes_read() const override { return file_ ? file_->bytes_read() : 0; }

 private:
  std::optional<Item> next_record();
  void read_piece();

  std::filesystem::path path_;
  std::string name_;
  std::size_t max_document_bytes_;
  std::unique_ptr<TextStream> file_;  ///< opened by the first call of next
  std::optional<CsvParser> parser_;   ///< made when the first bytes tell the delimiter
  bool read_whole_ = false;
  bool at_end_ = false;
};

}  // namespace telusur::indexer
