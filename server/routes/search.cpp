#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "api/error.hpp"
#include "api/parameters.hpp"
#include "api/payload.hpp"
#include "auth/visible_index.hpp"
#include "routes/routes.hpp"
#include "telusur/error.hpp"

namespace telusur::server::routes {

namespace {

/// Reads a body by one of the library's readers.
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

net::Response search(const auth::VisibleIndex& index, const std::string& body) {
  const SearchRequest request = request_from(body, search_request_from_json);
  return api::json_response(to_json(index.search(request), request));
}

net::Response search_facet(const auth::VisibleIndex& index, const std::string& body) {
  return api::json_response(to_json(index.search_facet(request_from(body, facet_search_request_from_json))));
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
  router.add("POST", "/indexes/{uid}/facet-search",
             [&engine](const net::Request& request, const net::PathParameters& path, const auth::Access& access) {
               api::require_json(request);
               return search_facet({engine, path[0], access}, request.body);
             });
}

}  // namespace telusur::server::routes
