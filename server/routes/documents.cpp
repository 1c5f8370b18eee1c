#include <string>
#include <utility>

#include "api/error.hpp"
#include "api/parameters.hpp"
#include "api/payload.hpp"
#include "routes/routes.hpp"

namespace telusur::server::routes {

namespace {

net::Response get_document(const Engine& engine, const net::Request& request, const net::PathParameters& path) {
  const api::Parameters parameters(request.query, {"fields"});
  DocumentQuery query;
  // As in Meilisearch, what is hidden from searches is not hidden from who reads documents.
  query.ids = {{path[1]}};
  if (const auto fields = parameters.text("fields")) {
    query.attributes = api::comma_separated(*fields);
  }
  DocumentPage page = engine.index(path[0]).documents(query);
  if (page.documents.empty()) {
    throw api::RequestError(404, "document_not_found", "Document `" + path[1] + "` not found.");
  }
  return api::json_response(std::move(page.documents.front()));
}

}  // namespace

void add_document_routes(net::Router& router, const Engine& engine) {
  router.add("GET", "/indexes/{uid}/documents/{id...}",
             [&engine](const net::Request& request, const net::PathParameters& path) {
               return get_document(engine, request, path);
             });
}

}  // namespace telusur::server::routes
