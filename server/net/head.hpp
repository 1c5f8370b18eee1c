#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "net/http.hpp"
#include "net/limits.hpp"

namespace telusur::server::net {

/// Why the connection layer refuses a request. The connection is closed after the answer.
struct Rejection {
  int status = 400;
  std::string_view code;  ///< static storage
  std::string message;    ///< one sentence
};

/// How the end of a request's body is known.
enum class BodyFraming { kNone, kLength, kChunked };

/// A request's head, checked by rules under which two programs cannot read it differently (request smuggling).
struct Head {
  Request request;  ///< all but body and remote address
  BodyFraming framing = BodyFraming::kNone;
  std::size_t content_length = 0;  ///< with kLength
  bool keep_alive = true;          ///< what the client wants
  bool expects_continue = false;
  std::optional<Rejection> rejection;  ///< then the rest may be incomplete, but for an Origin header
};

/// Size of the head at the beginning of `input`, its empty line included; 0 while it is incomplete. Lines that end in
/// LF alone count too, so that the parser can refuse them at once.
std::size_t head_size(std::string_view input) noexcept;

/// Parses a complete head. Anything but HTTP/1.x with CRLF line ends, one Host, and one unambiguous body length is
/// rejected, as is what exceeds `limits`, and what is not complete. Linear in `text`.
Head parse_head(std::string_view text, const Limits& limits);

}  // namespace telusur::server::net
