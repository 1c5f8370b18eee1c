#include "sources/text_stream.hpp"

#include <algorithm>
#include <string_view>

#include "sources/source.hpp"
#include "telusur/error.hpp"
#include "telusur/text.hpp"

namespace telusur::indexer {

namespace {

/// A line of which more is held is no line of any text, and is parted anywhere.
constexpr std::size_t kMostHeldBytes = std::size_t{8} << 20;

constexpr const char* kUtf8 = "UTF-8";

/// Lines beyond ASCII that are looked at: few of another encoding are valid UTF-8 by chance.
constexpr int kTriedLines = 20;

bool is_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

bool has_utf16_mark(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

/// How much of some UTF-16 ends between two characters.
std::size_t whole_utf16(std::string_view bytes, bool big_endian) {
  std::size_t size = bytes.size() & ~std::size_t{1};
  const auto leads_pair = [&](std::size_t unit) {
    return (static_cast<unsigned char>(bytes[unit + (big_endian ? 0 : 1)]) & 0xFC) == 0xD8;
  };
  if (size > 0 && leads_pair(size - 2)) {
    size -= 2;
  }
  return size;
}

DecodedText decoded(std::string_view bytes, const std::string& encoding) {
  try {
    return decode_text(bytes, encoding);
  } catch (const Error& error) {
    throw BadInput(error.what());
  }
}

/// What is UTF-8 stays as it is.
bool is_utf8(std::string_view line) {
  const DecodedText text = decoded(line, {});
  return text.encoding == kUtf8 && text.utf8 == line;
}

bool is_mostly_utf8(std::string_view text) {
  int tried = 0;
  int valid = 0;
  while (!text.empty() && tried < kTriedLines) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!is_ascii(line)) {
      ++tried;
      valid += is_utf8(line) ? 1 : 0;
    }
  }
  return 2 * valid >= tried;
}

/// The encoding of a text without a byte order mark that begins in a line beyond ASCII.
std::string encoding_of(std::string_view text) {
  if (is_mostly_utf8(text)) {
    return kUtf8;
  }
  // Files that are said to be in ISO 8859-1 are in what Windows made of it.
  const std::string encoding = decoded(text, {}).encoding;
  return encoding == "ISO-8859-1" ? "windows-1252" : encoding;
}

}  // namespace

std::size_t TextStream::whole_bytes() const {
  if (at_end_ || held_.size() > kMostHeldBytes || encoding_ == kUtf8 || (encoding_.empty() && is_ascii(held_))) {
    return held_.size();
  }
  if (encoding_.starts_with("UTF-16") || (encoding_.empty() && has_utf16_mark(held_))) {
    return whole_utf16(held_, encoding_.empty() ? held_.front() == '\xFE' : encoding_ == "UTF-16BE");
  }
  // In none of the encodings that are left is a line break a part of a character.
  return held_.rfind('\n') + 1;
}

void TextStream::tell_encoding(std::size_t bytes) {
  const auto piece = std::string_view(held_).substr(0, bytes);
  if (!encoding_.empty()) {
    return;
  }
  if (has_utf16_mark(piece)) {
    encoding_ = decoded(piece, {}).encoding;
  } else if (piece.starts_with("\xEF\xBB\xBF")) {
    encoding_ = kUtf8;
  } else if (piece.find('\0') != std::string_view::npos) {
    throw BadInput("binary data instead of text, or UTF-16 without a byte order mark");
  } else if (!is_ascii(piece)) {
    // From its line on: ASCII before it tells nothing.
    const auto first = static_cast<std::size_t>(
        std::find_if(piece.begin(), piece.end(), [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; }) -
        piece.begin());
    encoding_ = encoding_of(piece.substr(piece.substr(0, first).rfind('\n') + 1));
  }
}

bool TextStream::read_into(std::string& text) {
  std::size_t bytes = 0;
  while (bytes == 0) {
    at_end_ = at_end_ || file_.read_into(held_, kPieceBytes) == 0;
    bytes = whole_bytes();
    if (bytes == 0 && at_end_) {
      return false;
    }
  }
  tell_encoding(bytes);
  const auto piece = std::string_view(held_).substr(0, bytes);
  text += encoding_.empty() || encoding_ == kUtf8 ? std::string(piece) : decoded(piece, encoding_).utf8;
  held_.erase(0, bytes);
  return true;
}

}  // namespace telusur::indexer
