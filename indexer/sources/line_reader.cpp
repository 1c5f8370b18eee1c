#include "sources/line_reader.hpp"

#include <algorithm>

#include "sources/source.hpp"
#include "telusur/error.hpp"
#include "telusur/text.hpp"

namespace telusur::indexer {

namespace {

constexpr std::size_t kSampleBytes = std::size_t{8} * 1024;

}  // namespace

LineReader::LineReader(const std::filesystem::path& path, std::size_t max_line_bytes)
    : file_(path), max_line_bytes_(max_line_bytes) {
  read_piece();
  detect_encoding();
}

void LineReader::detect_encoding() {
  const std::string_view start(buffer_);
  if (start.starts_with("\xEF\xBB\xBF")) {
    begin_ = 3;
  } else if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) {
    encoding_ = start[0] == '\xFF' ? Encoding::kUtf16LittleEndian : Encoding::kUtf16BigEndian;
    begin_ = 2;
    return;
  }
  if (start.substr(0, kSampleBytes).find('\0') != std::string_view::npos) {
    throw BadInput("binary data instead of text: a NUL within the first 8 KB");
  }
}

std::size_t LineReader::find_line_break(std::size_t from) const {
  if (encoding_ == Encoding::kUtf8) {
    return buffer_.find('\n', from);
  }
  const std::string_view line_break =
      encoding_ == Encoding::kUtf16LittleEndian ? std::string_view("\n\0", 2) : std::string_view("\0\n", 2);
  std::size_t found = buffer_.find(line_break, from);
  // The same two bytes may straddle two characters.
  while (found != std::string::npos && found % 2 != 0) {
    found = buffer_.find(line_break, found + 1);
  }
  return found;
}

bool LineReader::read_piece() {
  at_end_ = at_end_ || file_.read_into(buffer_, kPieceBytes) == 0;
  return !at_end_;
}

std::optional<Line> LineReader::next() {
  bool too_long = false;
  std::size_t searched = begin_;
  while (true) {
    const std::size_t end = find_line_break(searched);
    if (end != std::string::npos) {
      return take(end, too_long);
    }
    // Two bytes back and even: a line break of UTF-16 may have arrived in halves.
    searched = std::max(begin_, (buffer_.size() - std::min<std::size_t>(buffer_.size(), 2)) & ~std::size_t{1});
    if (buffer_.size() - begin_ > max_line_bytes_) {
      too_long = true;
      buffer_.erase(0, searched);
      begin_ = searched = 0;
    } else if (begin_ > 0 && buffer_.size() > kPieceBytes) {
      const std::size_t dropped = begin_ & ~std::size_t{1};
      buffer_.erase(0, dropped);
      begin_ -= dropped;
      searched -= dropped;
    }
    if (!read_piece()) {
      return begin_ < buffer_.size() || too_long ? std::optional(take(buffer_.size(), too_long)) : std::nullopt;
    }
  }
}

Line LineReader::take(std::size_t end, bool too_long) {
  Line line{++number_, "", too_long || end - begin_ > max_line_bytes_, {}};
  const std::string_view bytes = std::string_view(buffer_).substr(begin_, end - begin_);
  begin_ = std::min(buffer_.size(), end + unit_bytes());
  if (line.too_long) {
    return line;
  }
  if (encoding_ == Encoding::kUtf8) {
    line.text = bytes;
  } else {
    try {
      line.text = decode_text(bytes, encoding_ == Encoding::kUtf16LittleEndian ? "UTF-16LE" : "UTF-16BE").utf8;
    } catch (const Error& error) {
      line.problem = error.what();
    }
  }
  if (line.text.ends_with('\r')) {
    line.text.pop_back();
  }
  return line;
}

}  // namespace telusur::indexer
