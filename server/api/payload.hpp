#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>

#include "net/http.hpp"

namespace telusur::server::api {

/// Checks that a request brings JSON.
/// @throws RequestError missing_content_type, invalid_content_type (415) or missing_payload (400).
void require_json(const net::Request& request);

/// The JSON that a request brings.
/// @throws RequestError as require_json; malformed_payload.
nlohmann::ordered_json json_body(const net::Request& request);

/// What a request to write brings.
enum class Format { kJson, kNdjson, kCsv };

/// The format that the Content-Type names; the body is not empty.
/// @throws RequestError as require_json.
Format require_documents(const net::Request& request);

/// An answer with status 200.
net::Response json_response(std::string json);

}  // namespace telusur::server::api
