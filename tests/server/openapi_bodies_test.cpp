// Bodies of requests against their description: the server takes every field and type that it has, and no others.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "keys_fixture.hpp"
#include "support/wait_until.hpp"

using namespace telusur::test;
using nlohmann::json;

namespace {

/// A request that is taken, and the object in its body whose fields are tried.
struct Body {
  std::string method, target, text;
  std::string place;   ///< of the object, as a JSON pointer
  std::string schema;  ///< of the object, as a JSON pointer below the schemas
};

const Body kBodies[] = {
    {"POST", "/indexes/articles/search", "{}", "", "/SearchRequest"},
    {"POST", "/indexes/articles/facet-search", R"({"facetName": "user"})", "", "/FacetSearchRequest"},
    {"POST", "/indexes/articles/similar", R"({"id": 1})", "", "/SimilarRequest"},
    {"POST", "/indexes/articles/suggest", "{}", "", "/SuggestRequest"},
    {"POST", "/multi-search", R"({"queries": []})", "", "/MultiSearchRequest"},
    {"POST", "/multi-search", R"({"queries": [{"indexUid": "articles"}]})", "/queries/0", "/IndexSearch"},
    {"POST", "/multi-search", R"({"federation": {}, "queries": [{"indexUid": "articles"}]})", "/queries/0",
     "/FederatedSearch"},
    {"POST", "/multi-search", R"({"federation": {}, "queries": []})", "/federation", "/Federation"},
    {"POST", "/multi-search", R"({"federation": {"mergeFacets": {}}, "queries": []})", "/federation/mergeFacets",
     "/Federation/properties/mergeFacets"},
    {"POST", "/multi-search", R"({"federation": {}, "queries": [{"indexUid": "articles", "federationOptions": {}}]})",
     "/queries/0/federationOptions", "/FederationOptions"},
    {"POST", "/indexes/articles/documents/fetch", "{}", "", "/DocumentQuery"},
    {"POST", "/indexes/others/documents/delete", R"({"filter": "lang = id"})", "", "/DocumentDeletion"},
    {"POST", "/indexes", R"({"uid": "others"})", "", "/IndexCreation"},
    {"PATCH", "/indexes/others", "{}", "", "/IndexUpdate"},
    {"POST", "/swap-indexes", R"([{"indexes": ["some", "others"]}])", "/0", "/IndexSwaps/items"},
    {"PATCH", "/indexes/others/settings", "{}", "", "/Settings"},
    {"PATCH", "/indexes/others/settings", R"({"faceting": {}})", "/faceting", "/Settings/properties/faceting"},
    {"PATCH", "/indexes/others/settings/faceting", "{}", "", "/Settings/properties/faceting"},
    {"PATCH", "/indexes/others/settings", R"({"pagination": {}})", "/pagination", "/Settings/properties/pagination"},
    {"PATCH", "/indexes/others/settings/pagination", "{}", "", "/Settings/properties/pagination"},
    {"PATCH", "/indexes/others/settings", R"({"typoTolerance": {}})", "/typoTolerance",
     "/Settings/properties/typoTolerance"},
    {"PATCH", "/indexes/others/settings/typo-tolerance", "{}", "", "/Settings/properties/typoTolerance"},
    {"PATCH", "/indexes/others/settings/typo-tolerance", R"({"minWordSizeForTypos": {"oneTypo": 0}})",
     "/minWordSizeForTypos", "/Settings/properties/typoTolerance/properties/minWordSizeForTypos"},
    {"PUT", "/indexes/others/settings/curations", R"([{"query": "soto"}])", "/0",
     "/Settings/properties/curations/items"},
    {"PUT", "/indexes/others/settings/curations", R"([{"query": "soto", "promote": [{"id": "1", "position": 1}]}])",
     "/0/promote/0", "/Settings/properties/curations/items/properties/promote/items"},
    {"PUT", "/indexes/others/settings/ranking-rules", R"([{"field": "day", "halfLifeDays": 1, "weight": 0.5}])", "/0",
     "/Settings/properties/rankingRules/items/oneOf/1"},
    {"POST", "/keys", R"({"actions": [], "indexes": [], "expiresAt": null})", "", "/KeyCreation"},
    {"PATCH", "/keys/01b4bc42-eb33-4041-b481-254d00cce834", "{}", "", "/KeyUpdate"},
};

class Bodies : public KeysFixture {
 public:
  /// There is what the values below may name.
  Bodies() {
    const json key{{"uid", "01b4bc42-eb33-4041-b481-254d00cce834"},
                   {"actions", json::array()},
                   {"indexes", json::array()},
                   {"expiresAt", nullptr}};
    CHECK(send("POST", "/keys", kMasterKey, key.dump()).status == 201);
    CHECK(send("POST", "/indexes/articles/documents", kMasterKey, R"({"id": "user"})").status == 202);
    CHECK(send("POST", "/indexes", kMasterKey, R"({"uid": "user"})").status == 202);
    CHECK(wait_until([&] { return send("GET", "/indexes/user", kMasterKey).status == 200; }));
  }

  /// A schema, where it only names another one that one.
  json schema(const json& one) const {
    return one.contains("$ref") ? schema(document.at(json::json_pointer(one["$ref"].get<std::string>().substr(1))))
                                : one;
  }
  json schema_at(const std::string& pointer) const {
    return schema(document.at(json::json_pointer("/components/schemas" + pointer)));
  }

  /// Values that a schema takes, one of each type at least.
  std::vector<json> values(const json& one) const {
    const json all = schema(one);
    if (all.contains("oneOf")) {
      std::vector<json> out;
      for (const json& part : all["oneOf"]) {
        const std::vector<json> more = values(part);
        out.insert(out.end(), more.begin(), more.end());
      }
      return out;
    }
    if (all.contains("const")) {
      return {all["const"]};
    }
    if (all.contains("enum")) {
      return all["enum"].get<std::vector<json>>();
    }
    std::vector<json> out;
    const json& types = all.at("type");
    for (const json& type : types.is_array() ? types : json::array({types})) {
      out.push_back(all.contains("examples") ? all["examples"][0] : value_of(type.get<std::string>(), all));
    }
    return out;
  }

  /// True when a schema has the value, or else the type of it.
  bool describes(const json& one, const json& value) const {
    const json all = schema(one);
    if (all.contains("oneOf")) {
      return std::any_of(all["oneOf"].begin(), all["oneOf"].end(),
                         [&](const json& part) { return describes(part, value); });
    }
    if (all.contains("const")) {
      return all["const"] == value;
    }
    const auto has = [](const json& names, const json& name) {
      return names == name || (names.is_array() && std::find(names.begin(), names.end(), name) != names.end());
    };
    if (all.contains("enum")) {
      return has(all["enum"], value);
    }
    return has(all.at("type"), value.is_number_integer() ? "integer" : value.type_name()) ||
           (value.is_number() && has(all.at("type"), "number"));
  }

  /// Adds the objects with fields that a schema holds.
  void collect_objects(const json& one, std::set<json>& objects) const {
    const json all = schema(one);
    if (all.contains("properties")) {
      objects.insert(all);
      for (const auto& [name, field] : all["properties"].items()) {
        collect_objects(field, objects);
      }
    }
    if (all.contains("items")) {
      collect_objects(all["items"], objects);
    }
    for (const char* parts : {"oneOf", "anyOf"}) {
      for (const json& part : all.value(parts, json::array())) {
        collect_objects(part, objects);
      }
    }
  }

  /// The answer to a body with this value at a place in it.
  int status(const Body& body, const std::string& place, const json& value) {
    json text = json::parse(body.text);
    text[json::json_pointer(place)] = value;
    return send(body.method, body.target, kMasterKey, text.dump()).status;
  }

  json document = json::parse(send("GET", "/openapi.json", "").body);

 private:
  static json value_of(const std::string& type, const json& schema) {
    const std::string format = schema.value("format", "");
    const std::map<std::string, json> values{
        {"null", nullptr},
        {"boolean", true},
        {"integer", schema.value("minimum", 1)},
        {"number", 0.5},
        {"array", json::array()},
        {"object", json::object()},
        {"string", format == "uuid"        ? "a5b0d1c2-6d5e-4f70-8192-a3b4c5d6e7f8"
                   : format == "date-time" ? "2999-01-01T00:00:00Z"
                                           : "user"},
    };
    return values.at(type);
  }
};

/// Values of each type, some of which fit no field.
const json kOfEachType[] = {true, false, 1, 1.5, "never right", json::array({json::array({1})}), {{"never right", 1}}};

}  // namespace

TEST_CASE_FIXTURE(Bodies, "every field of a body takes the types that are described, and no others") {
  for (const Body& body : kBodies) {
    const json fields = schema_at(body.schema)["properties"];
    for (const auto& [name, described] : fields.items()) {
      const std::string place = body.place + "/" + name;
      for (const json& value : values(described)) {
        const int answer = status(body, place, value);
        CHECK_MESSAGE(answer / 100 == 2, body.target, " ", place, " ", value.dump());
      }
      for (const json& value : kOfEachType) {
        const bool is_refused = describes(described, value) || status(body, place, value) == 400;
        CHECK_MESSAGE(is_refused, body.target, " ", place, " ", value.dump());
      }
    }
  }
}

TEST_CASE_FIXTURE(Bodies, "a field that is not described is refused, whatever other bodies have") {
  std::set<std::string> names{"nonsense"};
  for (const Body& body : kBodies) {
    const json described = schema_at(body.schema);
    CHECK_MESSAGE(described["additionalProperties"] == false, body.schema);
    for (const auto& [name, field] : described["properties"].items()) {
      names.insert(name);
    }
  }
  for (const Body& body : kBodies) {
    const json fields = schema_at(body.schema)["properties"];
    for (const std::string& name : names) {
      for (const json& value : {json("user"), json(1), json(true), json{"user"}, json{{"user", json::array()}}}) {
        CHECK_MESSAGE((fields.contains(name) || status(body, body.place + "/" + name, value) == 400), body.target, " ",
                      body.place, "/", name, " ", value.dump());
      }
    }
  }
}

TEST_CASE_FIXTURE(Bodies, "lists of ids and names take the types that are described, and no others") {
  const std::pair<Body, std::string> lists[] = {
      {{"POST", "/indexes/others/documents/delete-batch", "[]", "", ""}, "/DocumentIds"},
      {{"POST", "/indexes/articles/documents/fetch", R"({"ids": []})", "/ids", ""}, "/DocumentIds"},
      {{"POST", "/indexes/articles/documents/fetch", R"({"fields": []})", "/fields", ""}, "/Names"},
      {{"POST", "/indexes/articles/search", R"({"attributesToRetrieve": []})", "/attributesToRetrieve", ""}, "/Names"},
      {{"PUT", "/indexes/others/settings/stop-words", "[]", "", ""}, "/NamesOrNull"},
      {{"PUT", "/indexes/others/settings/curations", R"([{"query": "soto", "hide": []}])", "/0/hide", ""},
       "/DocumentIds"},
  };
  for (const auto& list : lists) {
    const json items = schema_at(list.second)["items"];
    for (const json& value : kOfEachType) {
      const int answer = status(list.first, list.first.place + "/0", value);
      CHECK_MESSAGE((answer / 100 == 2) == describes(items, value), list.first.target, " ", value.dump());
    }
  }
}

TEST_CASE_FIXTURE(Bodies, "every object that a body of a request may hold is tried here") {
  std::set<json> objects;
  for (const auto& [path, methods] : document["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      if (operation.contains("requestBody")) {
        collect_objects(operation["requestBody"]["content"]["application/json"]["schema"], objects);
      }
    }
  }
  CHECK(objects.size() > 15);
  for (const Body& body : kBodies) {
    objects.erase(schema_at(body.schema));
  }
  for (const json& object : objects) {
    FAIL_CHECK(object.dump());
  }
}
