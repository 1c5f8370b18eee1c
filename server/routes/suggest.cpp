#include <string>

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
  add_question(router, "/indexes/{uid}/suggest",
               [&engine](const std::string& body, const net::PathParameters& path, const auth::Access& access) {
                 return suggest({engine, path[0], access}, body);
               });
}

}  // namespace telusur::server::routes
