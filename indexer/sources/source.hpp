#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

#include "telusur/document.hpp"

namespace telusur::indexer {

/// Where something stands, for messages.
struct Place {
  explicit Place(std::string file_name, std::size_t line_number = 0) : file(std::move(file_name)), line(line_number) {}

  std::string file;  ///< as the user named it
  std::size_t line;  ///< from 1; 0 = the file as a whole
};

/// A document that was read.
struct Record {
  Place place;
  Document document;
  /// What identifies it where the document itself brings no id: its canonical URL, else the path of its file. May be
  /// empty.
  std::string identity;
};

/// A document that could not be read, and why, in words that follow "FILE:LINE: ".
struct Rejection {
  Place place;
  std::string reason;
};

using Item = std::variant<Record, Rejection>;

/// A rejection as an item.
Item rejected(std::string file, std::size_t line, std::string reason);

/// Yields the documents of one input, one after the other, holding no more than one of them. One thread at a time.
class Source {
 public:
  Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  virtual ~Source() = default;

  /// The next document or rejection; nothing at the end. Does not throw for bad input. @throws Interrupted.
  virtual std::optional<Item> next() = 0;

  /// Bytes of the input that have been read so far: what progress is measured by.
  virtual std::uint64_t bytes_read() const = 0;
};

/// Input that cannot become a document. Thrown inside sources, which turn it into a Rejection.
class BadInput : public std::runtime_error {
 public:
  explicit BadInput(const std::string& reason, std::size_t line = 0) : std::runtime_error(reason), line_(line) {}

  std::size_t line() const noexcept { return line_; }  ///< from 1; 0 = not known

 private:
  std::size_t line_;
};

}  // namespace telusur::indexer
