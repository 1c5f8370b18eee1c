#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "api/error.hpp"
#include "api/json.hpp"
#include "api/parameters.hpp"
#include "api/payload.hpp"
#include "routes/routes.hpp"
#include "telusur/error.hpp"

namespace telusur::server::routes {

namespace {

using nlohmann::ordered_json;
using Names = std::vector<std::string>;

[[noreturn]] void reject(const std::string& name, const std::string& wanted) {
  throw api::RequestError(400, "invalid_document_" + name, "'" + name + "' must be " + wanted + ".");
}

std::uint64_t number(const ordered_json& value, const std::string& name) {
  if (!value.is_number_unsigned()) {
    reject(name, "a whole number from 0");
  }
  return value.get<std::uint64_t>();
}

Names names(const ordered_json& value, const std::string& name) {
  Names list;
  if (!value.is_array()) {
    reject(name, "an array");
  }
  for (const auto& element : value) {
    if (!element.is_string() && !(name == "ids" && element.is_number_integer())) {
      reject(name, name == "ids" ? "an array of texts and whole numbers" : "an array of texts");
    }
    list.push_back(element.is_string() ? element.get<std::string>() : element.dump());
  }
  return list;
}

std::string filter(const ordered_json& value) {
  if (!value.is_string() && !value.is_array()) {
    reject("filter", "an expression or an array of them");
  }
  return value.is_string() ? value.get<std::string>() : api::dump_json(value);
}

DocumentQuery query_of(const ordered_json& body, std::uint64_t max_bytes) {
  if (!body.is_object()) {
    throw api::RequestError(400, "bad_request", "The payload must be a JSON object.");
  }
  DocumentQuery query;
  query.limit = api::kDefaultListLimit;
  query.max_bytes = max_bytes;
  for (const auto& [name, value] : body.items()) {
    if (value.is_null()) {
      continue;
    }
    if (name == "offset") {
      query.offset = number(value, name);
    } else if (name == "limit") {
      query.limit = number(value, name);
    } else if (name == "filter") {
      query.filter = filter(value);
    } else if (name == "sort") {
      query.sort = names(value, name);
    } else if (name == "ids") {
      query.ids = names(value, name);
    } else if (name == "fields") {
      query.attributes = names(value, name);
    } else if (name != "retrieveVectors" || value != false) {
      throw api::RequestError(400, "bad_request", "Unknown field '" + name + "'.");
    }
  }
  return query;
}

/// The request that the parameters of a GET stand for.
ordered_json body_of(const net::Request& request) {
  const api::Parameters parameters(request.query,
                                   {"offset", "limit", "fields", "filter", "sort", "ids", "retrieveVectors"});
  ordered_json body = ordered_json::object();
  for (const char* name : {"offset", "limit"}) {
    if (const auto value = parameters.number(name, "invalid_document_" + std::string(name))) {
      body[name] = *value;
    }
  }
  for (const char* name : {"fields", "sort", "ids"}) {
    if (const auto value = parameters.text(name)) {
      body[name] = name == std::string_view("sort") ? api::sort_criteria(*value) : api::comma_separated(*value);
    }
  }
  if (const auto text = parameters.text("filter")) {
    const auto array = api::parse_json(*text);
    body["filter"] = array && array->is_array() ? *array : ordered_json(*text);
  }
  body["retrieveVectors"] = parameters.text("retrieveVectors").value_or("false") != "false";
  return body;
}

DocumentPage page_of(const Index& index, const DocumentQuery& query) {
  try {
    return index.documents(query);
  } catch (const Error& error) {
    const bool is_wrong = error.code() == ErrorCode::kInvalidArgument;
    if (is_wrong && error.subject() == "limit") {
      throw api::RequestError(400, "invalid_document_limit",
                              "The documents asked for have more than " + std::to_string(query.max_bytes) +
                                  " bytes together: ask for fewer at once, by 'limit'.");
    }
    // In a search, these have other codes.
    if (is_wrong && (error.subject() == "filter" || error.subject() == "sort" || error.subject() == "ids")) {
      throw api::RequestError(400, "invalid_document_" + error.subject(), error.what());
    }
    throw;
  }
}

net::Response list(const Index& index, const DocumentQuery& query) {
  const DocumentPage page = page_of(index, query);
  std::string json = R"({"results":[)";
  for (const std::string& document : page.documents) {
    json += json.back() == '[' ? "" : ",";
    json += document;
  }
  json += R"(],"offset":)" + std::to_string(query.offset) + R"(,"limit":)" + std::to_string(query.limit) +
          R"(,"total":)" + std::to_string(page.total) + '}';
  return api::json_response(std::move(json));
}

}  // namespace

void add_document_list_routes(net::Router& router, const Engine& engine, std::uint64_t max_bytes) {
  router.add("GET", "/indexes/{uid}/documents",
             [&engine, max_bytes](const net::Request& request, const net::PathParameters& path) {
               return list(engine.index(path[0]), query_of(body_of(request), max_bytes));
             });
  router.add("POST", "/indexes/{uid}/documents/fetch",
             [&engine, max_bytes](const net::Request& request, const net::PathParameters& path) {
               return list(engine.index(path[0]), query_of(api::json_body(request), max_bytes));
             });
}

}  // namespace telusur::server::routes
