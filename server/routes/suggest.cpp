#include <string>

#include "api/parameters.hpp"
#include "api/payload.hpp"
#include "auth/visible_index.hpp"
#include "routes/request_body.hpp"
#include "routes/routes.hpp"

namespace telusur::server::routes {

namespace {

net::Response suggest(const auth::VisibleIndex& index, const std::string& body) {
  return api::json_response(to_json(index.suggest(request_from(body, suggest_request_from_json))));
}

}  // namespace

void add_suggest_routes(net::Router& router, const Engine& engine) {
  router.add("POST", "/indexes/{uid}/suggest",
             [&engine](const net::Request& request, const net::PathParameters& path, const auth::Access& access) {
               api::require_json(request);
               return suggest({engine, path[0], access}, request.body);
             });
  router.add("GET", "/indexes/{uid}/suggest",
             [&engine](const net::Request& request, const net::PathParameters& path, const auth::Access& access) {
               return suggest({engine, path[0], access}, api::search_body(request.query));
             });
}

}  // namespace telusur::server::routes
