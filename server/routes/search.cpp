#include <nlohmann/json.hpp>
#include <string>

#include "api/error.hpp"
#include "api/parameters.hpp"
#include "api/payload.hpp"
#include "auth/visible_index.hpp"
#include "routes/routes.hpp"
#include "telusur/error.hpp"

namespace telusur::server::routes {

namespace {

SearchRequest request_from(const std::string& body) {
  try {
    return search_request_from_json(body);
  } catch (const Error& error) {
    // The library reports both by one code; the API has a code of its own for what is not JSON at all.
    if (error.code() == ErrorCode::kInvalidArgument && !nlohmann::json::accept(body)) {
      throw api::RequestError(400, "malformed_payload", error.what());
    }
    throw;
  }
}

net::Response search(const auth::VisibleIndex& index, const std::string& body) {
  const SearchRequest request = request_from(body);
  return api::json_response(to_json(index.search(request), request));
}

}  // namespace

void add_search_routes(net::Router& router, const Engine& engine) {
  router.add("POST", "/indexes/{uid}/search",
             [&engine](const net::Request& request, const net::PathParameters& path, const auth::Access& access) {
               api::require_json(request);
               return search({engine, path[0], access}, request.body);
             });
  router.add("GET", "/indexes/{uid}/search",
             [&engine](const net::Request& request, const net::PathParameters& path, const auth::Access& access) {
               return search({engine, path[0], access}, api::search_body(request.query));
             });
}

}  // namespace telusur::server::routes
