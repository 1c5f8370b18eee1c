#include "net/chunked_body.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>

namespace telusur::server::net {

namespace {

constexpr std::size_t kMaxLineBytes = 1024;  // a chunk size with its extensions, or a trailer
constexpr int kMaxTrailers = 32;
// Chunks of one byte each would cost six bytes of reading for one of body; honest senders use far larger ones.
constexpr std::size_t kMaxFramingFactor = 2;
constexpr std::size_t kFreeFramingBytes = std::size_t{64} * 1024;

/// Thrown to the border of this file.
struct Refused {
  Rejection rejection;
};

Refused malformed(std::string message) { return {{400, "bad_request", std::move(message)}}; }

class ChunkReader {
 public:
  ChunkReader(const BodySource& source, std::size_t limit_bytes, const BodySink& sink)
      : source_(source), limit_bytes_(limit_bytes), sink_(sink) {}

  void read() {
    for (std::size_t size = chunk_size(line()); size > 0; size = chunk_size(line())) {
      pass_on(size);
      if (!line().empty()) {
        throw malformed("A chunk is longer than its size says.");
      }
    }
    for (int trailers = 0; !line().empty(); ++trailers) {
      if (trailers == kMaxTrailers) {
        throw malformed("The body has more than 32 trailers.");
      }
    }
  }

 private:
  [[noreturn]] void refuse_size() const { throw Refused{body_too_large(limit_bytes_)}; }

  std::size_t chunk_size(const std::string& line) const {
    const std::string_view digits = std::string_view(line).substr(0, line.find_first_of("; \t"));
    std::size_t size = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
    if (parsed.ec == std::errc::result_out_of_range || (parsed.ec == std::errc() && size > limit_bytes_)) {
      refuse_size();
    }
    const bool number = parsed.ec == std::errc() && parsed.ptr == digits.data() + digits.size();
    // from_chars takes a minus sign; digits alone are allowed here.
    if (!number || digits.starts_with('-') || (digits.size() < line.size() && line[digits.size()] != ';')) {
      throw malformed("A chunk must begin with its size as a hexadecimal number.");
    }
    return size;
  }

  /// The next line without its CRLF. Reads byte by byte: what follows the body belongs to the next request.
  std::string line() {
    std::string out;
    for (char c = next(); c != '\r'; c = next()) {
      if (c == '\n' || c == '\0' || out.size() == kMaxLineBytes) {
        throw malformed("A line between chunks must end in CR LF within 1024 bytes.");
      }
      out += c;
    }
    if (next() != '\n') {
      throw malformed("A line between chunks must end in CR LF within 1024 bytes.");
    }
    return out;
  }

  char next() {
    if (++framing_bytes_ > kFreeFramingBytes + kMaxFramingFactor * body_bytes_) {
      throw malformed("The body's chunks are too small.");
    }
    char c = 0;
    if (source_(&c, 1) != 1) {
      throw incomplete();
    }
    return c;
  }

  void pass_on(std::size_t size) {
    body_bytes_ += size;
    if (body_bytes_ > limit_bytes_) {
      refuse_size();
    }
    std::array<char, std::size_t{64} * 1024> buffer;
    while (size > 0) {
      const std::size_t got = source_(buffer.data(), std::min(size, buffer.size()));
      if (got == 0) {
        throw incomplete();
      }
      sink_({buffer.data(), got});
      size -= got;
    }
  }

  static Refused incomplete() { return {{408, "request_timeout", "The body did not arrive in time."}}; }

  const BodySource& source_;
  const std::size_t limit_bytes_;
  const BodySink& sink_;
  std::size_t framing_bytes_ = 0;
  std::size_t body_bytes_ = 0;
};

}  // namespace

std::optional<Rejection> read_chunked_body(const BodySource& source, std::size_t limit_bytes, const BodySink& sink) {
  try {
    ChunkReader(source, limit_bytes, sink).read();
    return std::nullopt;
  } catch (Refused& refused) {
    return std::move(refused.rejection);
  }
}

}  // namespace telusur::server::net
