// Every route with every kind of key, and every search path with a tenant token's filter.
#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "auth/rights.hpp"
#include "auth/route_rules.hpp"
#include "keys_fixture.hpp"
#include "storage/database.hpp"
#include "support/wait_until.hpp"

using namespace telusur::test;
using nlohmann::json;
using telusur::server::auth::route_rules;
using telusur::server::auth::RouteRule;
using telusur::server::auth::Scope;

namespace {

/// A path of the route's, about the index "articles".
std::string path_of(std::string_view pattern) {
  std::string path(pattern);
  const std::pair<std::string_view, std::string_view> values[] = {
      {"{uid}", pattern.starts_with("/tasks") ? "0" : "articles"},
      {"{id...}", "1"},
      {"{name}", "synonyms"},
      {"{workspace}", "a"},
      {"{rule}", "a"},
      {"{key}", "01b4bc42-eb33-4041-b481-254d00cce834"}};
  for (const auto& [name, value] : values) {
    if (const std::size_t at = path.find(name); at != std::string::npos) {
      path.replace(at, name.size(), value);
    }
  }
  return path;
}

/// A filter as the value of a parameter.
std::string encoded(const json& filter) {
  std::string text;
  for (const char c : filter.is_string() ? filter.get<std::string>() : filter.dump()) {
    text += "%" + telusur::server::auth::hex({&c, 1});
  }
  return text;
}

bool refused(const Answer& answer) { return answer.status == 401 || answer.status == 403; }

}  // namespace

TEST_CASE_FIXTURE(KeysFixture, "every route asks for a key, and takes those alone that allow its action") {
  const std::string search = default_key("Default Search API Key");
  const json all_here = make_key({"*"}, {"articles"});
  const json all_elsewhere = make_key({"*"}, {"secrets"});
  const json other_action = make_key({"chats.get"}, {"*"});
  const json doomed = make_key({"*"}, {"*"});
  const std::string token = tenant_token(all_here["uid"].get<std::string>(), all_here["key"].get<std::string>(), {"*"});
  REQUIRE(send("DELETE", "/keys/" + doomed["uid"].get<std::string>(), kMasterKey).status == 204);
  for (const RouteRule& rule : route_rules()) {
    const std::string method(rule.method);
    const auto answer = [&](std::string_view key) {
      return send(method, path_of(rule.pattern), key, method == "GET" || method == "DELETE" ? "" : "{}");
    };
    INFO(method, " ", path_of(rule.pattern));
    const bool open = rule.scope == Scope::kNothing;
    const Answer without = answer("");
    CHECK(without.status == (open ? without.status : 401));
    CHECK(code_of(without) == (open ? code_of(without) : "missing_authorization_header"));
    for (const std::string& wrong :
         {std::string("wrong"), doomed["key"].get<std::string>(), token + "x", search + "0"}) {
      CHECK(refused(answer(wrong)) == !open);
    }
    CHECK(code_of(answer("wrong")) == (open ? code_of(answer("")) : "invalid_api_key"));
    CHECK_FALSE(refused(answer(kMasterKey)));
    CHECK_FALSE(refused(answer(admin())));
    CHECK(refused(answer(search)) == !(open || rule.action == "search"));
    CHECK(refused(answer(other_action["key"].get<std::string>())) == !(open || rule.action == "chats.get"));
    // A key for one index alone. Of a route that names indexes in its body, this body names none.
    const bool whole = rule.scope == Scope::kServer;
    CHECK(refused(answer(all_here["key"].get<std::string>())) == whole);
    CHECK(refused(answer(all_elsewhere["key"].get<std::string>())) == (whole || rule.scope == Scope::kIndex));
    CHECK(refused(answer(token)) == !(open || rule.for_tokens));
  }
}

TEST_CASE_FIXTURE(KeysFixture, "a key for some indexes sees no others") {
  const std::string key = make_key({"*"}, {"art*"})["key"];
  const json indexes = json::parse(send("GET", "/indexes", key).body);
  CHECK(indexes["total"] == 1);
  CHECK(indexes["results"][0]["uid"] == "articles");
  CHECK(json::parse(send("GET", "/indexes", kMasterKey).body)["total"] == 2);
  const json stats = json::parse(send("GET", "/stats", key).body);
  CHECK(stats["indexes"].size() == 1);
  CHECK(stats["databaseSize"] < json::parse(send("GET", "/stats", kMasterKey).body)["databaseSize"]);
  // What is there, and what is not, look the same.
  CHECK(send("GET", "/indexes/secrets", key).body == send("GET", "/indexes/nowhere", key).body);
  CHECK(code_of(send("GET", "/indexes/secrets/search", key)) == "invalid_api_key");
  const auto replace = [&](const std::string& uid) {
    return send("POST", "/indexes", key, R"({"uid":"art-new","replaces":")" + uid + "\"}");
  };
  CHECK(code_of(replace("secrets")) == "invalid_api_key");
  CHECK(code_of(replace("nowhere")) == "invalid_api_key");
  CHECK(replace("articles").status == 202);
}

TEST_CASE_FIXTURE(KeysFixture, "a key for some indexes sees their tasks, and may end and forget them") {
  const std::string key = make_key({"*"}, {"art*"})["key"];
  const auto task_of = [&](const std::string& index, const std::string& body) {
    const Answer answer = send("POST", "/indexes/" + index + "/documents", kMasterKey, body);
    REQUIRE(answer.status == 202);
    return json::parse(answer.body)["taskUid"].dump();
  };
  const auto ended = [&](const std::string& task) {
    json found;
    CHECK(wait_until([&] {
      found = json::parse(send("GET", "/tasks/" + task, kMasterKey).body);
      return !found["finishedAt"].is_null();
    }));
    return found;
  };
  const std::string own = task_of("articles", R"({"id": 10})");
  const std::string other = task_of("secrets", R"({"id": 10})");
  ended(other);
  CHECK(send("GET", "/tasks/" + own, key).status == 200);
  CHECK(code_of(send("GET", "/tasks/" + other, key)) == "task_not_found");
  const auto uids = [&](const std::string& query) {
    std::set<std::string> found;
    const json page = json::parse(send("GET", "/tasks" + query, key).body);
    for (const json& task : page["results"]) {
      found.insert(task["uid"].dump());
    }
    CHECK(page["total"] == found.size());
    return found;
  };
  CHECK(uids("") == std::set{own});
  CHECK(uids("?indexUids=secrets").empty());
  CHECK(uids("?uids=" + own + "," + other) == std::set{own});
  const std::string forgotten = json::parse(send("DELETE", "/tasks?uids=*", key).body)["taskUid"].dump();
  CHECK(ended(forgotten)["details"]["deletedTasks"] == 1);
  CHECK(send("GET", "/tasks/" + other, kMasterKey).status == 200);
  CHECK(send("GET", "/tasks/" + own, kMasterKey).status == 404);
  // What is about no index is for those who see all of them.
  CHECK(code_of(send("GET", "/tasks/" + forgotten, key)) == "task_not_found");
}

TEST_CASE_FIXTURE(KeysFixture, "an expired key, and a token that is or whose key is") {
  const std::string soon = telusur::server::api::rfc3339(telusur::server::api::now() + 60'000'000);
  CHECK(send("GET", "/indexes/articles/search", make_key({"search"}, {"*"}, soon)["key"].get<std::string>()).status ==
        200);
  // The past cannot be asked for, so the database is told.
  const json key = make_key({"search"}, {"*"}, soon);
  const std::string uid = key["uid"];
  const std::string secret = key["key"];
  const auto status = [&](const std::string& text) { return send("GET", "/indexes/articles/search", text).status; };
  CHECK(status(tenant_token(uid, secret, {"*"}, 4'000'000'000)) == 200);
  CHECK(status(tenant_token(uid, secret, {"*"}, 1'000'000'000)) == 403);
  CHECK(status(tenant_token(uid, secret, {"secrets"})) == 403);
  CHECK(status(tenant_token(uid, std::string(kMasterKey), {"*"})) == 403);
  {
    telusur::server::storage::Database database(data() / "server.db");
    database.execute("UPDATE api_keys SET expires_at = 1 WHERE uid = '" + uid + "'");
  }
  start();
  CHECK(status(secret) == 403);
  CHECK(status(tenant_token(uid, secret, {"*"})) == 403);
  CHECK(status(std::string(kMasterKey)) == 200);
}

TEST_CASE_FIXTURE(KeysFixture, "no search path leads past the filter of a tenant token") {
  const json key = make_key({"search"}, {"*"});
  const auto token = [&](const json& rules) {
    return tenant_token(key["uid"].get<std::string>(), key["key"].get<std::string>(), rules);
  };
  const std::string mine = token({{"articles", {{"filter", "user = 1"}}}});
  const std::string listed = token({{"*", {{"filter", {"user = 1", {"user = 1", "user = 3"}}}}}});
  // Bodies by the filter that they ask for, "" for none; each route that tokens may use stands here.
  using Request = std::function<Answer(const std::string& key, const json& filter)>;
  const std::map<std::string, Request> paths{
      {"GET /indexes/{uid}/search",
       [&](const std::string& text, const json& filter) {
         return send("GET", "/indexes/articles/search?facets=user&filter=" + encoded(filter), text);
       }},
      {"POST /indexes/{uid}/search",
       [&](const std::string& text, const json& filter) {
         return send("POST", "/indexes/articles/search", text, json{{"filter", filter}, {"facets", {"user"}}}.dump());
       }},
      {"GET /indexes/{uid}/similar",
       [&](const std::string& text, const json& filter) {
         return send("GET", "/indexes/articles/similar?id=1&filter=" + encoded(filter), text);
       }},
      {"POST /indexes/{uid}/similar",
       [&](const std::string& text, const json& filter) {
         return send("POST", "/indexes/articles/similar", text, json{{"id", 1}, {"filter", filter}}.dump());
       }},
      {"GET /indexes/{uid}/suggest",
       [&](const std::string& text, const json& filter) {
         return send("GET", "/indexes/articles/suggest?q=nasi+&filter=" + encoded(filter), text);
       }},
      {"POST /indexes/{uid}/suggest",
       [&](const std::string& text, const json& filter) {
         return send("POST", "/indexes/articles/suggest", text, json{{"q", "nasi"}, {"filter", filter}}.dump());
       }},
      {"POST /indexes/{uid}/facet-search",
       [&](const std::string& text, const json& filter) {
         const json body{{"filter", filter}, {"facetName", "title"}};
         return send("POST", "/indexes/articles/facet-search", text, body.dump());
       }},
      {"POST /multi-search",
       [&](const std::string& text, const json& filter) {
         const json query{{"indexUid", "articles"}, {"filter", filter}, {"facets", {"user"}}};
         return send("POST", "/multi-search", text, json{{"queries", {query}}}.dump());
       }},
  };
  std::set<std::string> for_tokens;
  for (const RouteRule& rule : route_rules()) {
    if (rule.for_tokens) {
      for_tokens.insert(std::string(rule.method) + " " + std::string(rule.pattern));
    }
  }
  for (const auto& [route, request] : paths) {
    INFO(route);
    CHECK(for_tokens.erase(route) == 1);
    CHECK(request(std::string(kMasterKey), "").body.find("rahasia") != std::string::npos);
    for (const std::string& text : {mine, listed}) {
      for (const json& filter : std::vector<json>{"",
                                                  "user = 2",
                                                  "user = 1 OR user = 2",
                                                  "user = 1) OR (user = 2",
                                                  "NOT user = 1",
                                                  "user EXISTS",
                                                  {"user = 2"},
                                                  {{"user = 1", "user = 2"}},
                                                  json::array(),
                                                  "[\"user = 2\"]",
                                                  "[\"user = 2\"",
                                                  "user = 1 OR"}) {
        const Answer answer = request(text, filter);
        INFO(filter.dump(), " ", answer.body);
        CHECK((answer.status == 200 || answer.status == 400));
        CHECK(answer.body.find("rahasia") == std::string::npos);
        CHECK(answer.body.find(R"("2":)") == std::string::npos);  // of the facet
      }
      CHECK(request(text, "").body.find("uduk") != std::string::npos);
    }
    CHECK(refused(request(token({{"secrets", nullptr}}), "")));
    CHECK(request(token({"articles"}), "").body.find("rahasia") != std::string::npos);
  }
  CHECK_MESSAGE(for_tokens.empty(), "a route for tokens is not tested here");
  // What a token must not see is not there for it, and one list holds what each of its queries may see.
  CHECK(code_of(send("POST", "/indexes/articles/similar", mine, R"({"id": 3})")) == "not_found_similar_id");
  const json federated{{"federation", json::object()}, {"queries", {{{"indexUid", "articles"}, {"q", "nasi"}}}}};
  CHECK(send("POST", "/multi-search", kMasterKey, federated.dump()).body.find("rahasia") != std::string::npos);
  const std::string listed_hits = send("POST", "/multi-search", mine, federated.dump()).body;
  CHECK(listed_hits.find("uduk") != std::string::npos);
  CHECK(listed_hits.find("rahasia") == std::string::npos);
  const json elsewhere{{"federation", json::object()}, {"queries", {{{"indexUid", "secrets"}}}}};
  CHECK(refused(send("POST", "/multi-search", mine, elsewhere.dump())));
  CHECK(refused(send("GET", "/indexes/secrets/search", mine)));
  CHECK(send("GET", "/indexes/secrets/search", listed).status == 200);
}

TEST_CASE_FIXTURE(KeysFixture, "metrics tell routes, statuses, indexes and the queue, and no path") {
  send("GET", "/indexes/articles/search?q=nasi", kMasterKey);
  send("GET", "/indexes/articles/search?q=nasi", "wrong");
  send("GET", "/nowhere/private", "");
  const Answer answer = send("GET", "/metrics", kMasterKey);
  CHECK(answer.status == 200);
  CHECK(answer.header("Content-Type").starts_with("text/plain; version=0.0.4"));
  CHECK_FALSE(answer.header("X-Request-Id").empty());
  for (const char* line : {
           "telusur_http_requests_total{method=\"GET\",route=\"/indexes/{uid}/search\",status=\"200\"} 1\n",
           "telusur_http_requests_total{method=\"GET\",route=\"/indexes/{uid}/search\",status=\"403\"} 1\n",
           "telusur_http_requests_total{method=\"GET\",route=\"\",status=\"404\"} 1\n",
           "telusur_http_request_duration_seconds_count{method=\"GET\",route=\"/indexes/{uid}/search\"} 2\n",
           "route=\"/indexes/{uid}/search\",le=\"+Inf\"} 2\n",
           "telusur_index_documents{index=\"articles\"} 3\n",
           "telusur_queue_tasks 0\n",
           "# TYPE process_resident_memory_bytes gauge\n",
       }) {
    // A request is counted when its answer has been sent, which its client may know before.
    const bool told =
        wait_until([&] { return send("GET", "/metrics", kMasterKey).body.find(line) != std::string::npos; });
    CHECK_MESSAGE(told, std::string(line), answer.body);
  }
  CHECK(answer.body.find("private") == std::string::npos);
}

TEST_CASE("without a master key, pages of other machines may not write") {
  KeysFixture fixture;
  fixture.start("");
  CHECK(fixture.send("GET", "/indexes/articles/search", "").status == 200);
  for (const std::string origin : {"https://example.org", "http://localhost.example.org",
                                   "http://127.0.0.1.example.org", "http://[::1", "null", "", "localhost", "file://"}) {
    INFO(origin);
    CHECK(code_of(fixture.from_origin("POST", "/dumps", origin)) == "origin_not_allowed");
    CHECK(fixture.from_origin("GET", "/indexes/articles/search", origin).status == 200);
    CHECK(fixture.from_origin("POST", "/indexes/articles/search", origin).status == 200);
  }
  for (const std::string origin :
       {"http://localhost:7700", "http://127.0.0.1:3000", "https://[::1]:7700", "http://localhost"}) {
    INFO(origin);
    CHECK(fixture.from_origin("POST", "/dumps", origin).status == 202);
  }
  CHECK(code_of(fixture.send("GET", "/keys", "")) == "missing_master_key");
}

TEST_CASE_FIXTURE(KeysFixture, "a body is read of those alone who may write") {
  const std::string search = default_key("Default Search API Key");
  for (const auto& [key, status] : {std::pair<std::string, int>{"", 401}, {search, 403}}) {
    Client client(port());
    const std::string authorization = key.empty() ? "" : "Authorization: Bearer " + key + "\r\n";
    client.send(request("POST", "/indexes/articles/documents",
                        authorization + "Content-Type: application/json\r\nContent-Length: 90000000\r\n"));
    const Answer answer = client.answer();  // though nothing of it was sent
    CHECK(answer.status == status);
    CHECK(answer.header("Connection") == "close");
    CHECK_FALSE(code_of(answer).empty());
  }
}
