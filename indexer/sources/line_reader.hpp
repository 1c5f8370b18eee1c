#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "sources/input_file.hpp"

namespace telusur::indexer {

/// One line of a file, without its line break.
struct Line {
  std::size_t number = 0;  ///< from 1
  std::string text;        ///< UTF-8 as it is in the file (invalid bytes included); empty when it was skipped
  bool too_long = false;   ///< longer than the limit: it was skipped
  std::string problem;     ///< why it could not be decoded and was skipped; else empty
};

/// Reads a file of UTF-8 or UTF-16 (told by its byte order mark) line by line. Holds at most one line of the limit's
/// length and one piece of 256 KB, however long the lines are. One thread at a time.
class LineReader {
 public:
  /// Lines of more than `max_line_bytes` are skipped. @throws BadInput when the file cannot be opened or is binary.
  LineReader(const std::filesystem::path& path, std::size_t max_line_bytes);

  /// The next line, nothing at the end of the file. @throws BadInput when reading fails.
  std::optional<Line> next();

  std::uint64_t bytes_read() const noexcept { return file_.bytes_read(); }

 private:
  enum class Encoding { kUtf8, kUtf16LittleEndian, kUtf16BigEndian };

  void detect_encoding();
  std::size_t unit_bytes() const { return encoding_ == Encoding::kUtf8 ? 1 : 2; }
  std::size_t find_line_break(std::size_t from) const;
  bool read_piece();
  Line take(std::size_t end, bool too_long);

  InputFile file_;
  std::size_t max_line_bytes_;
  Encoding encoding_ = Encoding::kUtf8;
  std::string buffer_;
  std::size_t begin_ = 0;  ///< of the next line in buffer_
  std::size_t number_ = 0;
  bool at_end_ = false;
};

}  // namespace telusur::indexer
