#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "api/document_lines.hpp"
#include "api/error.hpp"
#include "api/parameters.hpp"
#include "api/payload.hpp"
#include "auth/access.hpp"
#include "routes/routes.hpp"
#include "routes/write.hpp"

namespace telusur::server::routes {

namespace {

using nlohmann::ordered_json;

constexpr std::string_view kDocuments = "/indexes/{uid}/documents";

char delimiter_of(const api::Parameters& parameters, api::Format format) {
  const std::optional<std::string> text = parameters.text("csvDelimiter");
  if (!text) {
    return ',';
  }
  const bool usable = text->size() == 1 && text->front() > 0 && text->front() != '"' && text->front() != '\n';
  if (!usable || format != api::Format::kCsv) {
    throw api::RequestError(400, "invalid_document_csv_delimiter",
                            "The parameter 'csvDelimiter' must be one ASCII character, and goes with text/csv alone.");
  }
  return text->front();
}

api::DocumentLines lines_of(const net::Request& request, const api::Parameters& parameters,
                            const api::DocumentLimits& limits) {
  const api::Format format = api::require_documents(request);
  const char delimiter = delimiter_of(parameters, format);
  switch (format) {
    case api::Format::kNdjson:
      return api::lines_from_ndjson(*request.spool, limits);
    case api::Format::kCsv:
      return api::lines_from_csv(*request.spool, delimiter, limits);
    case api::Format::kJson:
      break;
  }
  return api::lines_from_json(*request.spool, limits);
}

tasks::NewTask add_documents(const net::Request& request, const std::string& uid, bool merge, bool create,
                             const api::DocumentLimits& limits) {
  const api::Parameters parameters(request.query, {"primaryKey", "csvDelimiter", "customMetadata"});
  api::DocumentLines documents = lines_of(request, parameters, limits);
  const ordered_json arguments{
      {"merge", merge}, {"create", create}, {"primaryKey", parameters.text("primaryKey").value_or("")}};
  const ordered_json details{{"receivedDocuments", documents.count}, {"indexedDocuments", nullptr}};
  return {.type = tasks::type::kDocumentAddition,
          .index_uid = index_uid(uid),
          .details = details.dump(),
          .arguments = arguments.dump(-1, ' ', false, ordered_json::error_handler_t::replace),
          .payload = std::move(documents.lines),
          .custom_metadata = parameters.text("customMetadata")};
}

tasks::NewTask delete_documents(const std::string& uid, const ordered_json& ids) {
  const ordered_json details{{"providedIds", ids.size()}, {"deletedDocuments", nullptr}, {"originalFilter", nullptr}};
  return {.type = tasks::type::kDocumentDeletion,
          .index_uid = index_uid(uid),
          .details = details.dump(),
          .arguments = ordered_json{{"ids", ids}}.dump(-1, ' ', false, ordered_json::error_handler_t::replace)};
}

/// A deletion by a filter as it was written; none: of all documents.
tasks::NewTask delete_matching(const std::string& uid, const ordered_json& filter) {
  const ordered_json details{{"providedIds", 0},
                             {"deletedDocuments", nullptr},
                             {"originalFilter", filter.is_null() ? filter : ordered_json(filter.dump())}};
  const std::string text = filter.is_null() ? "" : filter.is_string() ? filter.get<std::string>() : filter.dump();
  return {.type = tasks::type::kDocumentDeletion,
          .index_uid = index_uid(uid),
          .details = details.dump(),
          .arguments = ordered_json{{"filter", text}}.dump()};
}

tasks::NewTask delete_batch(const net::Request& request, const std::string& uid) {
  const ordered_json body = api::json_body(request);
  if (!body.is_array()) {
    throw api::RequestError(400, "bad_request", "The payload must be an array of document ids.");
  }
  ordered_json ids = ordered_json::array();
  for (const auto& id : body) {
    if (!id.is_string() && !id.is_number_integer()) {
      throw api::RequestError(400, "invalid_document_id", "Document ids must be texts or whole numbers.");
    }
    ids.push_back(id.is_string() ? id : ordered_json(id.dump()));
  }
  return delete_documents(uid, ids);
}

bool has_condition(const ordered_json& filter) {
  return filter.is_string() ? filter.get_ref<const std::string&>().find_first_not_of(" \t\r\n") != std::string::npos
                            : std::any_of(filter.begin(), filter.end(), has_condition);
}

tasks::NewTask delete_by_filter(const net::Request& request, const std::string& uid) {
  const ordered_json body = api::json_body(request);
  if (!body.is_object() || !body.contains("filter")) {
    throw api::RequestError(400, "missing_document_filter", "The payload must be an object with a 'filter'.");
  }
  if (body.size() > 1) {
    throw api::RequestError(400, "bad_request", "The payload takes 'filter' alone.");
  }
  const ordered_json& filter = body["filter"];
  if ((!filter.is_string() && !filter.is_array()) || !has_condition(filter)) {
    throw api::RequestError(400, "invalid_document_filter",
                            "'filter' must be an expression or an array of them, with a condition: what has none would "
                            "delete every document.");
  }
  return delete_matching(uid, filter);
}

/// Adds a route that deletes; its one parameter is what the sender wants noted with the task.
void add_deletion(net::Router& router, std::string_view method, std::string_view pattern,
                  const tasks::DataDirectory& data, TaskMaker maker) {
  add_write(router, method, pattern, data,
            [make = std::move(maker)](const net::Request& request, const net::PathParameters& path) {
              const api::Parameters parameters(request.query, {"customMetadata"});
              tasks::NewTask task = make(request, path);
              task.custom_metadata = parameters.text("customMetadata");
              return task;
            });
}

}  // namespace

bool takes_documents(std::string_view method, std::string_view pattern) noexcept {
  return pattern == kDocuments && (method == "POST" || method == "PUT");
}

void add_document_write_routes(net::Router& router, const tasks::DataDirectory& data, const DocumentWriteLimits& most) {
  const api::DocumentLimits limits{.directory = data.engine().data_dir(),
                                   .document_bytes = most.document_bytes,
                                   .depth = most.depth,
                                   .total_bytes = most.total_bytes};
  for (const char* method : {"POST", "PUT"}) {
    add_named_write(router, method, kDocuments, data,
                    [limits, merge = std::string_view(method) == "PUT"](const auto& request, const auto& path,
                                                                        const auth::Access& access) {
                      return add_documents(request, path[0], merge, access.may_create(path[0]), limits);
                    });
  }
  add_deletion(router, "DELETE", kDocuments, data,
               [](const auto&, const auto& path) { return delete_matching(path[0], nullptr); });
  add_deletion(router, "POST", "/indexes/{uid}/documents/delete-batch", data,
               [](const auto& request, const auto& path) { return delete_batch(request, path[0]); });
  add_deletion(router, "POST", "/indexes/{uid}/documents/delete", data,
               [](const auto& request, const auto& path) { return delete_by_filter(request, path[0]); });
  add_deletion(router, "DELETE", "/indexes/{uid}/documents/{id...}", data,
               [](const auto&, const auto& path) { return delete_documents(path[0], ordered_json::array({path[1]})); });
}

}  // namespace telusur::server::routes
