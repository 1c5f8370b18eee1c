#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "keys_fixture.hpp"
#include "support/wait_until.hpp"

using namespace telusur::test;
using nlohmann::json;

namespace {

constexpr std::string_view kUid = "01b4bc42-eb33-4041-b481-254d00cce834";

std::set<std::string> names(const json& object) {
  std::set<std::string> out;
  for (const auto& [name, value] : object.items()) {
    out.insert(name);
  }
  return out;
}

}  // namespace

TEST_CASE_FIXTURE(KeysFixture, "a key from its making to its end") {
  const Answer made = send("POST", "/keys", kMasterKey,
                           R"({"uid": "01B4BC42-EB33-4041-B481-254D00CCE834", "name": "Blog", "description": null,
                               "actions": ["search", "documents.*"], "indexes": ["blog*"],
                               "expiresAt": "2099-01-31T07:00:00+07:00"})");
  CHECK(made.status == 201);
  const json key = json::parse(made.body);
  CHECK(names(key) == std::set<std::string>{"actions", "createdAt", "description", "expiresAt", "indexes", "key",
                                            "name", "uid", "updatedAt"});
  CHECK(key["uid"] == kUid);
  CHECK(key["name"] == "Blog");
  CHECK(key["description"] == nullptr);
  CHECK(key["actions"] == json{"search", "documents.*"});
  CHECK(key["expiresAt"] == "2099-01-31T00:00:00.000000Z");
  CHECK(key["createdAt"] == key["updatedAt"]);
  const std::string secret = key["key"];
  CHECK(json::parse(send("GET", "/keys/" + std::string(kUid), kMasterKey).body) == key);
  CHECK(json::parse(send("GET", "/keys/" + secret, kMasterKey).body) == key);
  CHECK(code_of(send("POST", "/keys", kMasterKey, key.dump())) == "bad_request");

  const Answer changed = send("PATCH", "/keys/" + secret, admin(), R"({"name": null, "description": "for the blog"})");
  CHECK(changed.status == 200);
  CHECK(json::parse(changed.body)["name"] == nullptr);
  CHECK(json::parse(changed.body)["description"] == "for the blog");
  CHECK(json::parse(changed.body)["updatedAt"] > key["updatedAt"]);
  start();
  CHECK(json::parse(send("GET", "/keys/" + secret, kMasterKey).body) == json::parse(changed.body));
  CHECK(send("DELETE", "/keys/" + std::string(kUid), kMasterKey).status == 204);
  CHECK(send("DELETE", "/keys/" + std::string(kUid), kMasterKey).status == 404);
  start();
  CHECK(code_of(send("GET", "/keys/" + secret, kMasterKey)) == "api_key_not_found");
}

TEST_CASE_FIXTURE(KeysFixture, "keys are listed page by page, the newest first") {
  const json made = make_key({"search"}, {"*"});
  const json all = json::parse(send("GET", "/keys", kMasterKey).body);
  CHECK(names(all) == std::set<std::string>{"limit", "offset", "results", "total"});
  CHECK(all["total"] == 3);
  CHECK(all["limit"] == 20);
  CHECK(all["results"][0] == made);
  const json second = json::parse(send("GET", "/keys?offset=1&limit=1", kMasterKey).body);
  CHECK(second["results"] == json::array({all["results"][1]}));
  CHECK(code_of(send("GET", "/keys?limit=x", kMasterKey)) == "invalid_api_key_limit");
  CHECK(code_of(send("GET", "/keys?offset=-1", kMasterKey)) == "invalid_api_key_offset");
  for (int i = 3; i < 20; ++i) {
    REQUIRE(make_key({"search"}, {"*"}).contains("key"));
  }
  CHECK(make_key({"search"}, {"*"})["code"] == "too_many_api_keys");
}

TEST_CASE_FIXTURE(KeysFixture, "what is wrong with a key is named") {
  struct Case {
    std::string_view body, code;
  };
  const Case wrong[] = {
      {R"({"indexes": [], "expiresAt": null})", "missing_api_key_actions"},
      {R"({"actions": [], "expiresAt": null})", "missing_api_key_indexes"},
      {R"({"actions": [], "indexes": []})", "missing_api_key_expires_at"},
      {R"({"actions": "search", "indexes": [], "expiresAt": null})", "invalid_api_key_actions"},
      {R"({"actions": ["documents.burn"], "indexes": [], "expiresAt": null})", "invalid_api_key_actions"},
      {R"({"actions": [1], "indexes": [], "expiresAt": null})", "invalid_api_key_actions"},
      {R"({"actions": [], "indexes": ["a b"], "expiresAt": null})", "invalid_api_key_indexes"},
      {R"({"actions": [], "indexes": null, "expiresAt": null})", "invalid_api_key_indexes"},
      {R"({"actions": [], "indexes": [], "expiresAt": "2001-01-01"})", "invalid_api_key_expires_at"},
      {R"({"actions": [], "indexes": [], "expiresAt": "soon"})", "invalid_api_key_expires_at"},
      {R"({"actions": [], "indexes": [], "expiresAt": 4102444800})", "invalid_api_key_expires_at"},
      {R"({"actions": [], "indexes": [], "expiresAt": null, "uid": "1"})", "invalid_api_key_uid"},
      {R"({"actions": [], "indexes": [], "expiresAt": null, "name": 1})", "invalid_api_key_name"},
      {R"({"actions": [], "indexes": [], "expiresAt": null, "description": []})", "invalid_api_key_description"},
      {R"({"actions": [], "indexes": [], "expiresAt": null, "key": "x"})", "bad_request"},
      {R"([])", "bad_request"},
      {R"({)", "malformed_payload"},
  };
  for (const Case& test : wrong) {
    INFO(test.body);
    const Answer answer = send("POST", "/keys", kMasterKey, test.body);
    CHECK(answer.status == 400);
    CHECK(code_of(answer) == test.code);
  }
  const std::string path = "/keys/" + make_key({"search"}, {"*"})["uid"].get<std::string>();
  for (const char* field : {"uid", "key", "actions", "indexes"}) {
    CHECK(code_of(send("PATCH", path, kMasterKey, json{{field, "x"}}.dump())) ==
          "immutable_api_key_" + std::string(field));
  }
  CHECK(code_of(send("PATCH", path, kMasterKey, R"({"expiresAt": null})")) == "immutable_api_key_expires_at");
  CHECK(code_of(send("PATCH", path, kMasterKey, R"({"createdAt": ""})")) == "immutable_api_key_created_at");
  CHECK(code_of(send("PATCH", path, kMasterKey, R"({"name": 1})")) == "invalid_api_key_name");
  CHECK(code_of(send("PATCH", path, kMasterKey, R"({"colour": 1})")) == "bad_request");
  const std::string taken = R"({"uid": "01b4bc42-eb33-4041-b481-254d00cce834", "actions": [], "indexes": [],
                                "expiresAt": null})";
  CHECK(send("POST", "/keys", kMasterKey, taken).status == 201);
  const Answer twice = send("POST", "/keys", kMasterKey, taken);
  CHECK(twice.status == 409);
  CHECK(code_of(twice) == "api_key_already_exists");
  const json error = json::parse(send("GET", "/keys", "wrong").body);
  CHECK(error["type"] == "auth");
  CHECK(error["link"] == "https://docs.meilisearch.com/errors#invalid_api_key");
}

TEST_CASE_FIXTURE(KeysFixture, "nothing in the data directory gives a key away") {
  const std::string secret = make_key({"search"}, {"*"})["key"];
  for (const char* file : {"server.db", "server.db-wal"}) {
    const std::string bytes = read_file(data() / file);
    CHECK(bytes.find(secret) == std::string::npos);
    CHECK(bytes.find(kMasterKey) == std::string::npos);
  }
  CHECK(read_file(data() / "server.db-wal").find("search") != std::string::npos);
}

TEST_CASE_FIXTURE(KeysFixture, "another master key makes other keys of the same uids") {
  const json before = make_key({"search"}, {"*"});
  start("another master key of tests");
  CHECK(code_of(send("GET", "/indexes/articles/search", before["key"].get<std::string>())) == "invalid_api_key");
  CHECK(code_of(send("GET", "/keys", kMasterKey)) == "invalid_api_key");
  const json after = json::parse(send("GET", "/keys", "another master key of tests").body)["results"][0];
  CHECK(after["uid"] == before["uid"]);
  CHECK(after["key"] != before["key"]);
}

TEST_CASE_FIXTURE(KeysFixture, "an index is made by those alone who may create it") {
  const std::string writer = make_key({"documents.add", "settings.update", "tasks.get"}, {"*"})["key"];
  const std::string maker = make_key({"documents.add", "settings.update", "tasks.get", "indexes.create"}, {"*"})["key"];
  const auto code = [&](const std::string& key, const char* method, const std::string& target, const char* body) {
    const Answer answer = send(method, target, key, body);
    REQUIRE_MESSAGE(answer.status == 202, answer.body);
    const std::string task = "/tasks/" + json::parse(answer.body)["taskUid"].dump();
    json ended;
    CHECK(wait_until([&] {
      ended = json::parse(send("GET", task, kMasterKey).body);
      return !ended["finishedAt"].is_null();
    }));
    return ended["error"].is_null() ? std::string() : ended["error"]["code"].get<std::string>();
  };
  constexpr const char* kDocument = R"({"id": 1})";
  for (const char* method : {"POST", "PUT"}) {
    CHECK(code(writer, method, "/indexes/new/documents", kDocument) == "index_not_found");
    CHECK(code(writer, method, "/indexes/articles/documents", kDocument).empty());
  }
  CHECK(code(writer, "PATCH", "/indexes/new/settings", "{}") == "index_not_found");
  CHECK(code(writer, "DELETE", "/indexes/new/settings", "") == "index_not_found");
  CHECK(code(writer, "PUT", "/indexes/new/settings/stop-words", "[]") == "index_not_found");
  CHECK(code(writer, "DELETE", "/indexes/new/settings/stop-words", "") == "index_not_found");
  CHECK(send("GET", "/indexes/new", kMasterKey).status == 404);
  CHECK(code(maker, "POST", "/indexes/new/documents", kDocument).empty());
  CHECK(code(writer, "POST", "/indexes/new/documents", kDocument).empty());
  CHECK(code(maker, "PATCH", "/indexes/newer/settings", "{}").empty());
}
