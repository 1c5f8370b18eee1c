#include "openapi/document.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>

#include "auth/route_rules.hpp"
#include "embedded/openapi.hpp"
#include "openapi/operations.hpp"
#include "telusur/version.hpp"

namespace telusur::server::openapi {

namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

Json reference(std::string_view schema) { return {{"$ref", "#/components/schemas/" + std::string(schema)}}; }

Json content(std::string_view type, Json schema) { return {{std::string(type), Json{{"schema", std::move(schema)}}}}; }

/// "/documents/{id...}" as OpenAPI writes it.
std::string path_of(std::string_view pattern) {
  std::string path(pattern);
  if (const std::size_t dots = path.find("...}"); dots != std::string::npos) {
    path.erase(dots, 3);
  }
  return path;
}

/// The name of an operation: "getIndexesUidStats".
std::string name_of(std::string_view method, std::string_view pattern) {
  std::string name;
  for (const char c : method) {
    name += static_cast<char>(c - 'A' + 'a');
  }
  bool begins = true;
  for (const char c : pattern) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) {
      name += begins && c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    begins = !letter;
  }
  return name;
}

void append_path_parameters(Json& parameters, const std::string& path) {
  for (std::size_t at = path.find('{'); at != std::string::npos; at = path.find('{', at + 1)) {
    parameters.push_back({{"name", path.substr(at + 1, path.find('}', at) - at - 1)},
                          {"in", "path"},
                          {"required", true},
                          {"schema", {{"type", "string"}}}});
  }
}

void append_query_parameters(Json& parameters, std::string_view names, const Json& components) {
  if (names == kSearchParameters) {
    for (const auto& [name, schema] : components["schemas"][std::string(names)]["properties"].items()) {
      parameters.push_back({{"name", name}, {"in", "query"}, {"schema", Json{{"type", "string"}}}});
    }
    return;
  }
  for (const std::string& name : words(names)) {
    const bool number = name == "offset" || name == "limit" || name == "from";
    parameters.push_back({{"name", name}, {"in", "query"}, {"schema", Json{{"type", number ? "integer" : "string"}}}});
  }
}

Json body_of(std::string_view schema) {
  Json types = content("application/json", reference(schema));
  if (schema == "Documents") {
    types["application/x-ndjson"] = {{"schema", {{"type", "string"}}}};
    types["text/csv"] = {{"schema", {{"type", "string"}}}};
  }
  return {{"required", true}, {"content", std::move(types)}};
}

Json answer_of(const Operation& operation) {
  Json answer{{"description", operation.summary}};
  if (operation.answer.find('/') != std::string_view::npos) {
    answer["content"] = content(operation.answer, {{"type", "string"}});
  } else if (!operation.answer.empty()) {
    answer["content"] = content("application/json", reference(operation.answer));
  }
  return answer;
}

Json operation_json(const Operation& operation, const Json& components, bool available) {
  const std::string path = path_of(operation.pattern);
  const auth::RouteRule* rule = auth::rule_of(operation.method, operation.pattern);
  const Json error{{"$ref", "#/components/responses/Error"}};
  Json json{{"operationId", name_of(operation.method, operation.pattern)}, {"summary", operation.summary}};
  if (rule != nullptr && rule->scope != auth::Scope::kNothing) {
    json["security"] = Json::array({Json{{"key", Json::array()}}});
  } else {
    json["security"] = Json::array();
  }
  Json parameters = Json::array();
  append_path_parameters(parameters, path);
  append_query_parameters(parameters, operation.parameters, components);
  if (!parameters.empty()) {
    json["parameters"] = std::move(parameters);
  }
  if (!operation.body.empty()) {
    json["requestBody"] = body_of(operation.body);
  }
  if (available) {
    json["responses"] = {{std::to_string(operation.status), answer_of(operation)}, {"default", error}};
  } else {
    json["responses"] = {{"400", error}};
  }
  return json;
}

std::string lower(std::string_view method) {
  std::string text(method);
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
  return text;
}

}  // namespace

Json document(const std::vector<Route>& routes, const std::vector<Route>& unavailable) {
  const Json components = Json::parse(embedded::openapi_files().front().contents);
  Json paths = Json::object();
  std::set<Route> seen;
  for (const Route& route : routes) {
    const bool available = std::find(unavailable.begin(), unavailable.end(), route) == unavailable.end();
    const Operation* row = find_operation(route.first, route.second);
    if (available && row == nullptr) {
      throw std::logic_error("openapi/operations.cpp does not describe " + std::string(route.first) + " " +
                             std::string(route.second));
    }
    const Operation refused{route.first, route.second, "Not available in this version", "", "", ""};
    paths[path_of(route.second)][lower(route.first)] =
        operation_json(available ? *row : refused, components, available);
    seen.insert(route);
  }
  for (const Operation& operation : operations()) {
    if (!seen.contains({operation.method, operation.pattern})) {
      throw std::logic_error("openapi/operations.cpp describes what is no route: " + std::string(operation.method) +
                             " " + std::string(operation.pattern));
    }
  }
  return {{"openapi", "3.1.0"},
          {"info", {{"title", "telusur"}, {"version", version()}, {"license", {{"name", "GPL-2.0-or-later"}}}}},
          {"paths", std::move(paths)},
          {"components", components}};
}

}  // namespace telusur::server::openapi
