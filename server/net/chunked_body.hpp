#pragma once

#include <cstddef>
#include <optional>

#include "net/body.hpp"
#include "net/head.hpp"

namespace telusur::server::net {

/// Reads a body in the chunked transfer form, its trailers (thrown away) included, and not a byte further. Sizes must
/// be plain hexadecimal numbers and lines must end in CRLF: what another program could read differently is refused.
/// Hands over at most `limit_bytes`, however the chunks are cut. @returns why it was refused.
std::optional<Rejection> read_chunked_body(const BodySource& source, std::size_t limit_bytes, const BodySink& sink);

}  // namespace telusur::server::net
