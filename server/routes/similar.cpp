#include <string>
#include <string_view>

#include "api/error.hpp"
#include "api/payload.hpp"
#include "auth/visible_index.hpp"
#include "routes/request_body.hpp"
#include "routes/routes.hpp"

namespace telusur::server::routes {

namespace {

constexpr std::string_view kSearchCode = "invalid_search_";

/// The same mistakes have codes of their own here: invalid_similar_limit.
[[noreturn]] void rethrow_as_similar(const Error& error) {
  const api::WireError wire = api::wire_error(error.code(), error.subject());
  if (!wire.code.starts_with(kSearchCode)) {
    throw error;
  }
  throw api::RequestError(wire.status, "invalid_similar_" + std::string(wire.code.substr(kSearchCode.size())),
                          error.what());
}

net::Response similar(const auth::VisibleIndex& index, const std::string& body) {
  try {
    const SimilarRequest request = request_from(body, similar_request_from_json);
    return api::json_response(to_json(index.similar(request), request));
  } catch (const Error& error) {
    rethrow_as_similar(error);
  }
}

}  // namespace

void add_similar_routes(net::Router& router, const Engine& engine) {
  add_question(router, "/indexes/{uid}/similar",
               [&engine](const std::string& body, const net::PathParameters& path, const auth::Access& access) {
                 return similar({engine, path[0], access}, body);
               });
}

}  // namespace telusur::server::routes
