#include "api/payload.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "api/error.hpp"

namespace telusur::server::api {

void require_json(const net::Request& request) {
  std::string_view type = request.header("Content-Type");
  if (type.empty()) {
    throw RequestError(415, "missing_content_type", "The Content-Type header is missing; send 'application/json'.");
  }
  type = type.substr(0, type.find_first_of("; "));
  if (!net::equal_ignoring_case(type, "application/json")) {
    throw RequestError(415, "invalid_content_type",
                       "The Content-Type is '" + std::string(type) + "' but must be 'application/json'.");
  }
  if (request.body.find_first_not_of(" \t\r\n") == std::string::npos) {
    throw RequestError(400, "missing_payload", "The JSON payload is missing.");
  }
}

net::Response json_response(std::string json) {
  return {.status = 200, .content_type = "application/json", .body = std::move(json)};
}

}  // namespace telusur::server::api
