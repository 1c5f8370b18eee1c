#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "api/error.hpp"
#include "api/parameters.hpp"
#include "api/payload.hpp"
#include "routes/routes.hpp"

namespace telusur::server::routes {

std::string selected_fields(const std::string& document, const std::vector<std::string>& fields) {
  if (std::find(fields.begin(), fields.end(), "*") != fields.end()) {
    return document;
  }
  nlohmann::ordered_json out = nlohmann::ordered_json::object();
  const auto all = nlohmann::ordered_json::parse(document);
  for (const auto& [name, value] : all.items()) {
    if (std::find(fields.begin(), fields.end(), name) != fields.end()) {
      out[name] = value;
    }
  }
  return out.dump();
}

namespace {

net::Response get_document(const Engine& engine, const net::Request& request, const net::PathParameters& path) {
  const api::Parameters parameters(request.query, {"fields"});
  // As in Meilisearch, what is hidden from searches is not hidden from who reads documents.
  std::optional<std::string> document = engine.index(path[0]).document(path[1], true);
  if (!document) {
    throw api::RequestError(404, "document_not_found", "Document `" + path[1] + "` not found.");
  }
  const std::optional<std::string> fields = parameters.text("fields");
  return api::json_response(fields ? selected_fields(*document, api::comma_separated(*fields)) : std::move(*document));
}

}  // namespace

void add_document_routes(net::Router& router, const Engine& engine) {
  router.add("GET", "/indexes/{uid}/documents/{id...}",
             [&engine](const net::Request& request, const net::PathParameters& path) {
               return get_document(engine, request, path);
             });
}

}  // namespace telusur::server::routes
