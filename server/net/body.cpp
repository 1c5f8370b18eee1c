#include "net/body.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "net/chunked_body.hpp"

namespace telusur::server::net {

namespace {

std::optional<Rejection> read_length(std::size_t length, const BodySource& source, const BodySink& sink) {
  std::array<char, std::size_t{64} * 1024> buffer;
  while (length > 0) {
    const std::size_t got = source(buffer.data(), std::min(length, buffer.size()));
    if (got == 0) {
      return Rejection{408, "request_timeout", "The body did not arrive in time."};
    }
    sink({buffer.data(), got});
    length -= got;
  }
  return std::nullopt;
}

}  // namespace

Rejection body_too_large(std::size_t limit_bytes) {
  return {413, "payload_too_large", "The body takes more than " + std::to_string(limit_bytes) + " bytes."};
}

std::optional<Rejection> read_body(const Head& head, const BodySource& source, std::size_t limit_bytes,
                                   const BodySink& sink) {
  switch (head.framing) {
    case BodyFraming::kNone:
      return std::nullopt;
    case BodyFraming::kChunked:
      return read_chunked_body(source, limit_bytes, sink);
    case BodyFraming::kLength:
      break;
  }
  return head.content_length > limit_bytes ? body_too_large(limit_bytes)
                                           : read_length(head.content_length, source, sink);
}

}  // namespace telusur::server::net
