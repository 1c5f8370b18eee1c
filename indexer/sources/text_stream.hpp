#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "sources/input_file.hpp"

namespace telusur::indexer {

/// A file as UTF-8, a piece at a time, whatever it is encoded in: told by its byte order mark, else UTF-8 where half of
/// the first lines beyond ASCII are valid, else what the first piece beyond ASCII looks like. What is not valid in a
/// file of UTF-8 is left as it is. Holds one piece and one line. One thread at a time.
class TextStream {
 public:
  /// @throws BadInput when the file cannot be opened or is a directory.
  explicit TextStream(const std::filesystem::path& path) : file_(path) {}

  /// Appends the next piece to `text`; false at the end. @throws BadInput when reading fails or the file is binary.
  bool read_into(std::string& text);

  std::uint64_t bytes_read() const noexcept { return file_.bytes_read(); }

 private:
  std::size_t whole_bytes() const;
  void tell_encoding(std::size_t bytes);

  InputFile file_;
  std::string held_;      ///< read, and not given yet
  std::string encoding_;  ///< IANA name; "": nothing but ASCII was read yet
  bool at_end_ = false;
};

}  // namespace telusur::indexer
