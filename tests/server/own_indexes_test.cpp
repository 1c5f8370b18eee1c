// What a key for some indexes may do by the routes whose path names none: it lists and names its own alone.
#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "auth/route_rules.hpp"
#include "keys_fixture.hpp"
#include "support/wait_until.hpp"

using namespace telusur::test;
using nlohmann::json;
using telusur::server::auth::route_rules;
using telusur::server::auth::RouteRule;
using telusur::server::auth::Scope;

namespace {

std::set<std::string> routes_with(Scope scope) {
  std::set<std::string> routes;
  for (const RouteRule& rule : route_rules()) {
    if (rule.scope == scope) {
      routes.insert(std::string(rule.method) + " " + std::string(rule.pattern));
    }
  }
  return routes;
}

class OwnIndexes : public KeysFixture {
 public:
  using Uids = std::set<std::string>;

  json answer(std::string_view method, const std::string& target, std::string_view key) {
    const Answer answer = send(method, target, key);
    CHECK_MESSAGE((answer.status == 200 || answer.status == 202), answer.body);
    return json::parse(answer.body);
  }

  /// The task of an answer once it has ended.
  json ended(const json& summary) {
    json task;
    CHECK(wait_until([&] {
      task = answer("GET", "/tasks/" + summary["taskUid"].dump(), kMasterKey);
      return !task["finishedAt"].is_null();
    }));
    return task;
  }

  /// A task of each index.
  std::vector<json> tasks() {
    std::vector<json> tasks;
    for (const char* index : {"articles", "secrets"}) {
      tasks.push_back(ended(answer("DELETE", "/indexes/" + std::string(index) + "/documents/99", kMasterKey)));
    }
    return tasks;
  }

  /// The indexes in a list.
  Uids listed(const std::string& target, const char* field, std::string_view key) {
    Uids uids;
    const json page = answer("GET", target, key);
    for (const json& one : page["results"]) {
      uids.insert(one[field].get<std::string>());
    }
    CHECK(page["total"] == page["results"].size());
    return uids;
  }

  /// The indexes whose tasks a request about tasks finds.
  Uids found(std::string_view method, const std::string& target, std::string_view key) {
    Uids uids;
    for (const json& task : tasks()) {
      const json about = ended(answer(method, target + "?uids=" + task["uid"].dump(), key));
      if (about["details"]["matchedTasks"] == 1) {
        uids.insert(task["indexUid"].get<std::string>());
      }
    }
    return uids;
  }

  /// The indexes whose tasks can be asked for.
  Uids shown(std::string_view key) {
    Uids uids;
    for (const json& task : tasks()) {
      const Answer answer = send("GET", "/tasks/" + task["uid"].dump(), key);
      CHECK((answer.status == 200 || code_of(answer) == "task_not_found"));
      if (answer.status == 200) {
        uids.insert(task["indexUid"].get<std::string>());
      }
    }
    return uids;
  }

  Uids in_stats(std::string_view key) {
    Uids uids;
    const json stats = answer("GET", "/stats", key);
    for (const auto& [uid, size] : stats["indexes"].items()) {
      uids.insert(uid);
    }
    return uids;
  }
};

}  // namespace

TEST_CASE_FIXTURE(OwnIndexes, "routes that list indexes and tasks take a key for some, and show what it sees") {
  tasks();
  const std::map<std::string, std::function<Uids(const std::string& key)>> routes{
      {"GET /stats", [&](const std::string& key) { return in_stats(key); }},
      {"GET /indexes", [&](const std::string& key) { return listed("/indexes", "uid", key); }},
      {"GET /tasks",
       [&](const std::string& key) { return listed("/tasks?limit=1000&types=documentDeletion", "indexUid", key); }},
      {"GET /tasks/{uid}", [&](const std::string& key) { return shown(key); }},
      {"POST /tasks/cancel", [&](const std::string& key) { return found("POST", "/tasks/cancel", key); }},
      {"DELETE /tasks", [&](const std::string& key) { return found("DELETE", "/tasks", key); }},
  };
  std::set<std::string> untested = routes_with(Scope::kListed);
  untested.erase("GET /version");  // which knows no index
  const std::string every = make_key({"*"}, {"*"})["key"];
  const std::string articles = make_key({"*"}, {"articles"})["key"];
  const std::string secrets = make_key({"*"}, {"sec*"})["key"];
  const std::string none = make_key({"*"}, {"nowhere"})["key"];
  for (const auto& entry : routes) {
    INFO(entry.first);
    CHECK(untested.erase(entry.first) == 1);
    CHECK(entry.second(every) == Uids{"articles", "secrets"});
    tasks();  // the ones before may have been deleted
    CHECK(entry.second(articles) == Uids{"articles"});
    CHECK(entry.second(secrets) == Uids{"secrets"});
    CHECK(entry.second(none).empty());
  }
  CHECK(untested.empty());
}

TEST_CASE_FIXTURE(OwnIndexes, "routes whose body names indexes take a key for some, and those indexes alone") {
  ended(json::parse(send("POST", "/indexes", kMasterKey, R"({"uid":"articles-2"})").body));
  // Bodies with INDEX for the index.
  const std::map<std::string, std::vector<std::string>> routes{
      {"POST /multi-search",
       {R"({"queries":[{"indexUid":"articles"},{"indexUid":"INDEX"}]})",
        R"({"federation":{},"queries":[{"indexUid":"articles"},{"indexUid":"INDEX"}]})"}},
      {"POST /indexes", {R"({"uid":"INDEX"})", R"({"uid":"articles-3","replaces":"INDEX"})"}},
      {"POST /swap-indexes",
       {R"([{"indexes":["articles","INDEX"]}])", R"([{"indexes":["INDEX","articles"]}])",
        R"([{"indexes":["articles","articles-3"]},{"indexes":["articles-4","INDEX"]}])"}},
  };
  std::set<std::string> untested = routes_with(Scope::kNamed);
  const std::string key = make_key({"*"}, {"art*"})["key"];
  for (const auto& entry : routes) {
    CHECK(untested.erase(entry.first) == 1);
    const auto target = entry.first.substr(entry.first.find(' ') + 1);
    for (const std::string& body : entry.second) {
      INFO(target, " ", body);
      const auto about = [&](const std::string& index, std::string_view whose) {
        std::string text = body;
        return send("POST", target, whose, text.replace(text.find("INDEX"), 5, index));
      };
      const json before = answer("GET", "/tasks", kMasterKey)["total"];
      for (const char* index : {"secrets", "nowhere"}) {
        const Answer refused = about(index, key);
        CHECK(refused.status == 403);
        CHECK(code_of(refused) == "invalid_api_key");
        CHECK(refused.body == about("elsewhere", key).body);
      }
      CHECK(answer("GET", "/tasks", kMasterKey)["total"] == before);
      const Answer taken = about("articles-2", key);
      CHECK_MESSAGE((taken.status == 200 || taken.status == 202), taken.body);
    }
  }
  CHECK(untested.empty());
}
