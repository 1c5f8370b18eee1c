#include <memory>
#include <string>

#include "api/json.hpp"
#include "api/payload.hpp"
#include "openapi/document.hpp"
#include "routes/routes.hpp"

namespace telusur::server::routes {

void add_openapi_route(net::Router& router) {
  const auto text = std::make_shared<std::string>();
  router.add("GET", "/openapi.json",
             [text](const net::Request&, const net::PathParameters&) { return api::json_response(*text); });
  *text = api::dump_json(openapi::document(router.routes(), unavailable_routes()));
}

}  // namespace telusur::server::routes
