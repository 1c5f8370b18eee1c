#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "api/error.hpp"
#include "telusur/error.hpp"

namespace telusur::server::routes {

/// Reads a body by one of the library's readers. @throws api::RequestError malformed_payload; what the reader throws.
template <typename Request>
Request request_from(const std::string& body, Request (*read)(std::string_view)) {
  try {
    return read(body);
  } catch (const Error& error) {
    // The library reports both by one code; the API has a code of its own for what is not JSON at all.
    if (error.code() == ErrorCode::kInvalidArgument && !nlohmann::json::accept(body)) {
      throw api::RequestError(400, "malformed_payload", error.what());
    }
    throw;
  }
}

}  // namespace telusur::server::routes
