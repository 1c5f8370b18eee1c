#pragma once

#include <functional>
#include <optional>
#include <string>

#include "net/codec.hpp"
#include "net/head.hpp"

namespace telusur::server::net {

/// A body that came in chunks, or why it was refused.
struct ChunkedBody {
  std::string bytes;
  std::optional<Rejection> rejection;
};

/// Reads a body in the chunked transfer form, its trailers (thrown away) included, and not a byte further. Sizes must
/// be plain hexadecimal numbers and lines must end in CRLF: what another program could read differently is refused.
/// Holds at most `limit_bytes`, however the chunks are cut.
ChunkedBody read_chunked_body(const BodySource& source, std::size_t limit_bytes);

}  // namespace telusur::server::net
