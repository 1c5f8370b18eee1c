// The description of the API against the server and its documentation: neither may drift away from it.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "auth/route_rules.hpp"
#include "keys_fixture.hpp"
#include "openapi/operations.hpp"

using namespace telusur::test;
using nlohmann::json;

namespace {

/// The names in the first column of the table of API.md below a heading, where each cell is `a`, `b`.
std::set<std::string> documented(const std::string& heading) {
  std::ifstream file(std::string(TELUSUR_SOURCES) + "/server/API.md");
  std::set<std::string> names;
  std::string line;
  while (std::getline(file, line) && line != heading) {
  }
  while (std::getline(file, line) && !line.starts_with('#')) {
    std::istringstream cell(line.starts_with("| `") ? line.substr(0, line.find('|', 1)) : "");
    for (std::string name; std::getline(cell, name, '`');) {
      if (name.find_first_of(" ,|") == std::string::npos && !name.empty()) {
        names.insert(name);
      }
    }
  }
  return names;
}

std::set<std::string> keys_of(const json& object) {
  std::set<std::string> names;
  for (const auto& [name, value] : object.items()) {
    names.insert(name);
  }
  return names;
}

class OpenApi : public KeysFixture {
 public:
  json schema(const std::string& name) const { return document["components"]["schemas"].at(name); }

  /// Nothing is answered that the description does not have. A body makes it a POST.
  json described(const std::string& target, const std::string& name, const std::string& body = "") {
    json answer = json::parse(send(body.empty() ? "GET" : "POST", target, kMasterKey, body).body);
    INFO(target, " ", answer.dump());
    check_keys(answer, schema(name));
    return answer;
  }
  static void check_keys(const json& answer, const json& described) {
    for (const std::string& key : keys_of(answer)) {
      CHECK_MESSAGE(described["properties"].contains(key), key);
    }
  }

  json document = json::parse(send("GET", "/openapi.json", "").body);
};

}  // namespace

TEST_CASE_FIXTURE(OpenApi, "the description has every route, and the routes refuse what it says is not available") {
  std::size_t operations = 0;
  for (const auto& [method, pattern] : router().routes()) {
    std::string path(pattern);
    if (const std::size_t dots = path.find("...}"); dots != std::string::npos) {
      path.erase(dots, 3);
    }
    std::string name(method);
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
    INFO(method, " ", pattern);
    REQUIRE(document["paths"][path].contains(name));
    ++operations;
    const json responses = document["paths"][path][name]["responses"];
    const bool refused = responses.size() == 1 && responses.contains("400");
    std::string target = path;
    for (std::size_t at = 0; (at = target.find('{')) != std::string::npos;) {
      target.replace(at, target.find('}') + 1 - at, "1");
    }
    // Nothing but the routes that are not available says so without a look at the request.
    const bool says_so = code_of(send(method, target, kMasterKey)) == "feature_not_available";
    CHECK(refused == says_so);
  }
  std::size_t described = 0;
  for (const auto& [path, methods] : document["paths"].items()) {
    described += methods.size();
  }
  CHECK(described == operations);
}

TEST_CASE_FIXTURE(OpenApi, "the fields of a search are those that the documentation lists, and the server takes") {
  const std::set<std::string> fields = keys_of(schema("SearchRequest")["properties"]);
  CHECK(fields == documented("## A search request"));
  for (const std::string& field : fields) {
    const Answer answer = send("POST", "/indexes/articles/search", kMasterKey, json{{field, nullptr}}.dump());
    CHECK_MESSAGE(answer.status == 200, field, answer.body);
    const json wrong{{field, {{"never", "right"}}}};
    CHECK_MESSAGE(send("POST", "/indexes/articles/search", kMasterKey, wrong.dump()).status == 400, field);
  }
}

TEST_CASE_FIXTURE(OpenApi, "routes take the parameters that the description has, and no others") {
  int routes = 0;
  for (const auto& [path, methods] : document["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      std::string names;
      for (const json& parameter : operation.value("parameters", json::array())) {
        names += parameter["in"] == "query" ? parameter["name"].get<std::string>() + " " : "";
      }
      // What wants a body looks at it first.
      if (names.empty() || operation.contains("requestBody")) {
        continue;
      }
      ++routes;
      std::string target = path;
      for (std::size_t at = 0; (at = target.find('{')) != std::string::npos;) {
        target.replace(at, target.find('}') + 1 - at, "articles");
      }
      std::string verb(method);
      std::transform(verb.begin(), verb.end(), verb.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
      INFO(verb, " ", target, " ", names);
      std::istringstream each(names);
      for (std::string name; each >> name;) {
        const std::string answer = send(verb, target + "?" + name + "=false", kMasterKey).body;
        CHECK_MESSAGE(answer.find("nknown") == std::string::npos, answer);
      }
      const Answer unknown = send(verb, target + "?nonsense=1", kMasterKey);
      CHECK_MESSAGE(unknown.status == 400, unknown.body);
    }
  }
  CHECK(routes > 8);
}

TEST_CASE_FIXTURE(OpenApi, "a route that has no parameters refuses what it is given") {
  int routes = 0;
  for (const auto& operation : telusur::server::openapi::operations()) {
    const bool open = telusur::server::auth::rule_of(operation.method, operation.pattern)->scope ==
                      telusur::server::auth::Scope::kNothing;
    if (!operation.parameters.empty() || open) {
      continue;
    }
    ++routes;
    std::string target(operation.pattern);
    for (std::size_t at = 0; (at = target.find('{')) != std::string::npos;) {
      target.replace(at, target.find('}') + 1 - at, "1");
    }
    const Answer answer =
        send(operation.method, target + "?nonsense=1", kMasterKey, operation.body.empty() ? "" : "{}");
    CHECK_MESSAGE(answer.status == 400, target);
    CHECK_MESSAGE(answer.body.find("'nonsense'") != std::string::npos, answer.body);
  }
  CHECK(routes > 20);
  CHECK(send("GET", "/health?now=1", "").status == 200);  // probes keep caches away by such marks
}

TEST_CASE_FIXTURE(OpenApi, "answers hold what the description has") {
  described("/health", "Health");
  described("/version", "Version");
  described("/stats", "Stats");
  described("/indexes", "IndexPage");
  described("/indexes/articles", "Index");
  described("/indexes/articles/stats", "IndexStats");
  described("/indexes/articles/settings", "Settings");
  const json settings = json::parse(send("GET", "/indexes/articles/settings", kMasterKey).body);
  CHECK(keys_of(settings) == keys_of(schema("Settings")["properties"]));
  described("/indexes/articles/documents", "DocumentPage");
  described("/indexes/articles/search?q=nasi&facets=user&showRankingScore=true", "SearchResponse");
  described("/indexes/articles/search?q=nasi&page=1", "SearchResponse");
  described("/indexes/articles/similar?id=1", "SimilarResponse");
  described("/indexes/articles/suggest?q=nasu", "SuggestResponse");
  described("/indexes/articles/facet-search", "FacetSearchResponse", R"({"facetName": "user"})");
  described("/multi-search", "FederatedResponse",
            R"({"federation": {"facetsByIndex": {"articles": ["user"]}}, "queries": [{"indexUid": "articles"}]})");
  described("/multi-search", "FederatedResponse",
            R"({"federation": {"facetsByIndex": {"articles": ["user"]}, "mergeFacets": {}},
                "queries": [{"indexUid": "articles"}]})");
  const json several = described("/multi-search", "SeparateResponses", R"({"queries": [{"indexUid": "articles"}]})");
  json of_one = schema("SearchResponse");
  of_one.merge_patch(schema("IndexSearchResponse"));  // which is it, and more
  check_keys(several["results"][0], of_one);
  described("/indexes/articles/analytics", "Analytics");
  described("/tasks", "TaskPage");
  described("/keys", "KeyPage");
  described("/keys/" + make_key({"search"}, {"*"})["uid"].get<std::string>(), "Key");
  const json task = json::parse(send("DELETE", "/indexes/articles/documents/1", kMasterKey).body);
  described("/tasks/" + task["taskUid"].dump(), "Task");
  for (const std::string& key : keys_of(task)) {
    CHECK(schema("TaskSummary")["properties"].contains(key));
  }
}
