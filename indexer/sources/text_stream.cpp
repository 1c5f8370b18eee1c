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

/// Lines beyond ASCII that are looked at: hardly any of another encoding is valid UTF-8 by chance.
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

bool has_line_of_utf8(std::string_view text) {
  int tried = 0;
  while (!text.empty() && tried < kTriedLines) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!is_ascii(line)) {
      ++tried;
      if (decoded(line, {}).encoding == kUtf8) {
        return true;
      }
    }
  }
  return false;
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
  if (encoding_.empty() && (!is_ascii(piece) || piece.find('\0') != std::string_view::npos)) {
    encoding_ = decoded(piece, {}).encoding;
    if (!has_utf16_mark(piece) && has_line_of_utf8(piece)) {
      encoding_ = kUtf8;
    }
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
