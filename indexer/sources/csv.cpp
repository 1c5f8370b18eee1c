#include "sources/csv.hpp"

#include <algorithm>
#include <utility>

#include "sources/json_document.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

/// What stands between the names in the first line: the most frequent of those that programs write.
char delimiter_of(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  char chosen = ',';
  for (const char candidate : {';', '\t'}) {
    if (std::count(line.begin(), line.end(), candidate) > std::count(line.begin(), line.end(), chosen)) {
      chosen = candidate;
    }
  }
  return chosen;
}

}  // namespace

CsvSource::CsvSource(std::filesystem::path path, std::string name, std::size_t max_document_bytes)
    : path_(std::move(path)), name_(std::move(name)), max_document_bytes_(max_document_bytes) {}

std::optional<Item> CsvSource::next() {
  if (at_end_) {
    return std::nullopt;
  }
  try {
    if (auto item = next_record()) {
      return item;
    }
    at_end_ = true;
    return parser_->record() > 0 ? std::nullopt : std::optional(rejected(name_, 0, "is empty"));
  } catch (const BadInput& error) {
    at_end_ = true;
    return rejected(name_, 0, error.what());
  }
}

std::optional<Item> CsvSource::next_record() {
  if (!parser_) {
    file_ = std::make_unique<TextStream>(path_);
    read_piece();
  }
  for (;;) {
    try {
      if (const auto document = parser_->next()) {
        return json_document(Place(name_, parser_->line()), *document);
      }
    } catch (const Error& error) {
      return rejected(name_, parser_->line(), error.what());
    }
    if (read_whole_) {
      return std::nullopt;
    }
    if (parser_->held_bytes() > max_document_bytes_) {
      // Where it ends cannot be known: a quotation mark may be missing.
      at_end_ = true;
      return too_long_document(Place(name_, parser_->line()), max_document_bytes_);
    }
    read_piece();
  }
}

void CsvSource::read_piece() {
  std::string piece;
  read_whole_ = !file_->read_into(piece);
  if (!parser_) {
    parser_.emplace(delimiter_of(piece));
  }
  parser_->feed(piece);
  if (read_whole_) {
    parser_->finish();
  }
}

}  // namespace telusur::indexer
