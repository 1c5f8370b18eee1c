#include "api/line_writer.hpp"

#include <algorithm>

#include "api/error.hpp"

namespace telusur::server::api {

void malformed(const std::string& message) { throw RequestError(400, "malformed_payload", message); }

void LineWriter::append(std::string object) {
  require_room(object.size());
  if (nests_deeper(object, depth_)) {
    malformed("Document " + std::to_string(out_.count + 1) + " of the payload nests deeper than " +
              std::to_string(depth_) + " levels.");
  }
  if (out_.lines.size() + object.size() >= total_bytes_) {
    throw RequestError(
        413, "payload_too_large",
        "The documents of the payload take more than " + std::to_string(total_bytes_) + " bytes as JSON.");
  }
  std::replace_if(
      object.begin(), object.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  object += '\n';
  out_.lines.append(object);
  ++out_.count;
}

void LineWriter::require_room(std::size_t bytes) const {
  if (bytes > limit_bytes_) {
    throw RequestError(413, "payload_too_large",
                       "Document " + std::to_string(out_.count + 1) + " of the payload takes more than " +
                           std::to_string(limit_bytes_) + " bytes.");
  }
}

}  // namespace telusur::server::api
