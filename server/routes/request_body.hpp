#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "api/error.hpp"
#include "api/parameters.hpp"
#include "api/payload.hpp"
#include "auth/access.hpp"
#include "net/router.hpp"
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

/// Adds the two routes of a question that may come as the JSON of a body or as parameters.
/// @param answer  called with the JSON, the path's parameters and the access.
template <typename Answer>
void add_question(net::Router& router, std::string_view pattern, Answer answer) {
  router.add("POST", pattern,
             [answer](const net::Request& request, const net::PathParameters& path, const auth::Access& access) {
               api::require_json(request);
               return answer(request.body, path, access);
             });
  router.add("GET", pattern,
             [answer](const net::Request& request, const net::PathParameters& path, const auth::Access& access) {
               return answer(api::search_body(request.query), path, access);
             });
}

}  // namespace telusur::server::routes
