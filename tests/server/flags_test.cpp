// What each limit on the command line does, seen from outside the program. Those of heads and bodies are in
// program_test.
#include <doctest/doctest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "auth/tokens.hpp"
#include "client.hpp"
#include "keys_fixture.hpp"
#include "long_search.hpp"
#include "program.hpp"
#include "running_server.hpp"
#include "support/process.hpp"
#include "support/temporary_directory.hpp"
#include "support/wait_until.hpp"
#include "telusur/engine.hpp"

using namespace telusur::test;
using nlohmann::json;
using std::chrono::steady_clock;

namespace {

/// Less than what each of the times below is without its flag, and far more than it is with it.
constexpr auto kSoon = std::chrono::seconds(8);

class Keyed : public RunningServer {
 public:
  Keyed(const TemporaryDirectory& data, const std::vector<std::string>& options)
      : RunningServer(data, with_key(options)) {}

  Answer send(std::string_view method, std::string_view target, std::string_view key,
              std::string_view body = "") const {
    return fetch(port, method, target,
                 "Authorization: Bearer " + std::string(key) + "\r\nContent-Type: application/json\r\n", body);
  }
  Answer make_key() const {
    return send("POST", "/keys", kMasterKey, R"({"actions": ["*"], "indexes": ["*"], "expiresAt": null})");
  }

 private:
  static std::vector<std::string> with_key(std::vector<std::string> options) {
    options.insert(options.end(), {"--master-key", std::string(kMasterKey)});
    return options;
  }
};

void check_overloaded(const Answer& answer) {
  CHECK(answer.status == 503);
  CHECK(code_of(answer) == "overloaded");
  CHECK(answer.header("Retry-After") == "1");
}

/// A connection whose request holds a thread until `finish`.
class Held {
 public:
  explicit Held(int port) : client_(port) {
    client_.send(request("POST", "/indexes/none/search",
                         "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"));
    REQUIRE(client_.answer().status == 100);
  }
  Answer finish() {
    client_.send("{}");
    return client_.answer();
  }

 private:
  Client client_;
};

/// Of two clients who want the one place that is left, the one that goes without it; the other one is still waiting.
std::pair<Client*, Client*> refused_and_waiting(Client& one, Client& other) {
  const auto has_answer = [](Client& client) { return client.readable(std::chrono::milliseconds(0)); };
  REQUIRE(wait_until([&] { return has_answer(one) || has_answer(other); }));
  return has_answer(one) ? std::pair(&one, &other) : std::pair(&other, &one);
}

}  // namespace

TEST_CASE("--max-connections: one more is told so, and has room when another one has gone") {
  const TemporaryDirectory data;
  const RunningServer server(data, {"--max-connections", "2"});
  const auto ask = [](Client& client) {
    client.send(request("GET", "/health"));
    return client.answer().status;
  };
  Client stays(server.port);
  CHECK(ask(stays) == 200);
  {
    Client goes(server.port);
    CHECK(ask(goes) == 200);
    Client extra(server.port);
    check_overloaded(extra.answer());
    CHECK(extra.closed());
  }
  CHECK(wait_until([&] { return fetch(server.port, "GET", "/health").status == 200; }));
  CHECK(ask(stays) == 200);
}

TEST_CASE("--max-keys: one more is refused by name, and has room when another one is deleted") {
  const TemporaryDirectory data;
  const Keyed server(data, {"--max-keys", "3"});
  const Answer third = server.make_key();  // the server makes two
  CHECK(third.status == 201);
  const Answer fourth = server.make_key();
  CHECK(fourth.status == 400);
  CHECK(code_of(fourth) == "too_many_api_keys");
  const std::string uid = json::parse(third.body)["uid"];
  CHECK(server.send("DELETE", "/keys/" + uid, kMasterKey).status == 204);
  CHECK(server.make_key().status == 201);
}

TEST_CASE("--rate-per-key: too many requests of a key and its tokens, and none of another key's") {
  const TemporaryDirectory data;
  const Keyed server(data, {"--rate-per-key", "0.001"});  // of a thousand seconds one request
  const json key = json::parse(server.make_key().body);
  const json other = json::parse(server.make_key().body);
  const auto search = [&](const std::string& secret) { return server.send("GET", "/indexes/none/search", secret); };
  CHECK(search(key["key"]).status == 404);
  const std::string token = tenant_token(key["uid"].get<std::string>(), key["key"].get<std::string>(), {"*"});
  for (const std::string& secret : {key["key"].get<std::string>(), token}) {
    const Answer answer = search(secret);
    CHECK(answer.status == 429);
    CHECK(code_of(answer) == "too_many_requests");
    CHECK(std::stoi(answer.header("Retry-After")) > 900);
  }
  CHECK(search(other["key"]).status == 404);
  for (int n = 0; n < 3; ++n) {
    CHECK(search(std::string(kMasterKey)).status == 404);
    CHECK(fetch(server.port, "GET", "/health").status == 200);
  }
}

TEST_CASE("--rate-per-address: too many requests of an address, and none of another address's") {
  const TemporaryDirectory data;
  const RunningServer server(data, {"--rate-per-address", "0.001"});
  const auto ask = [&](const char* from) {
    Client client(server.port, 0, from);
    client.send(request("GET", "/version"));
    return client.answer();
  };
  for (const char* address : {"127.0.0.1", "127.0.0.2"}) {
    CHECK(ask(address).status == 200);
    const Answer answer = ask(address);
    CHECK(answer.status == 429);
    CHECK(code_of(answer) == "too_many_requests");
    CHECK(std::stoi(answer.header("Retry-After")) > 900);
  }
}

TEST_CASE("--max-requests and --max-waiting: one is worked on, one waits, one is told to come again") {
  const TemporaryDirectory data;
  const RunningServer server(data, {"--max-requests", "1", "--max-waiting", "1", "--body-seconds", "600"});
  Held held(server.port);
  Client one(server.port);
  Client other(server.port);
  one.send(request("GET", "/health"));
  other.send(request("GET", "/health"));
  const auto [refused, waiting] = refused_and_waiting(one, other);
  check_overloaded(refused->answer());
  CHECK_FALSE(waiting->readable(std::chrono::milliseconds(0)));
  CHECK(held.finish().status == 404);
  CHECK(waiting->answer().status == 200);
}

TEST_CASE("--max-searches: one is worked on, one is told to come again, and other requests are answered meanwhile") {
  const TemporaryDirectory data;
  const LongSearch search(data);
  const RunningServer server(data, {"--max-searches", "1", "--max-queries", "10000"});
  Client one(server.port);
  Client other(server.port);
  one.send(search.request(std::chrono::seconds(2)));
  other.send(search.request(std::chrono::seconds(2)));
  const auto [refused, waiting] = refused_and_waiting(one, other);
  check_overloaded(refused->answer());
  CHECK(fetch(server.port, "GET", "/indexes/a/stats").status == 200);
  CHECK_FALSE(waiting->readable(std::chrono::milliseconds(0)));
  CHECK(waiting->answer().status == 200);
  CHECK(fetch(server.port, "GET", "/indexes/a/search").status == 200);
}

TEST_CASE("--search-ms, --max-query-bytes and --max-query-words: what of a query is read, and for how long") {
  const TemporaryDirectory data;
  const LongSearch search(data);
  const auto answer = [&](const std::vector<std::string>& options, const std::string& q) {
    const RunningServer server(data, options);
    return json::parse(server.post("/indexes/a/search", json{{"q", q}}.dump()).body);
  };
  const std::string unknown = "tiada ada ";
  CHECK_FALSE(answer({}, unknown + telusur::test::word(1))["hits"].empty());
  CHECK(answer({"--max-query-words", "2"}, unknown + telusur::test::word(1))["hits"].empty());
  CHECK(
      answer({"--max-query-bytes", std::to_string(unknown.size())}, unknown + telusur::test::word(1))["hits"].empty());
  CHECK_FALSE(answer({"--search-ms", "60000"}, search.words()).contains("degraded"));
  CHECK(answer({"--search-ms", "1"}, search.words())["degraded"] == true);
}

TEST_CASE("--body-seconds: a body that does not come") {
  const TemporaryDirectory data;
  const RunningServer server(data, {"--body-seconds", "1"});
  Client client(server.port);
  const auto begin = steady_clock::now();
  client.send(request("POST", "/indexes/a/search", "Content-Type: application/json\r\nContent-Length: 2\r\n") + "{");
  const Answer answer = client.answer();
  CHECK(steady_clock::now() - begin < kSoon);
  CHECK(answer.status == 408);
  CHECK(code_of(answer) == "request_timeout");
  CHECK(client.closed());
}

TEST_CASE("--send-seconds: a client that does not take its answer holds no thread") {
  const TemporaryDirectory data;
  {
    telusur::Engine engine(data.path());
    telusur::Index index = engine.create_index("a", {}, "id");
    for (int id = 0; id < 20; ++id) {
      index.add_json(json{{"id", id}, {"text", std::string(1'000'000, 'x')}}.dump());
    }
    index.commit();
  }
  const RunningServer server(data, {"--send-seconds", "1", "--max-requests", "1"});
  Client deaf(server.port, 4096);
  deaf.send(request("GET", "/indexes/a/documents"));
  REQUIRE(deaf.readable(std::chrono::seconds(20)));  // its answer has begun, and has the one thread
  const auto begin = steady_clock::now();
  CHECK(fetch(server.port, "GET", "/health").status == 200);
  CHECK(steady_clock::now() - begin < kSoon);
  CHECK_THROWS_AS(deaf.answer(), std::runtime_error);
}

TEST_CASE("--idle-seconds: a connection that is silent is closed") {
  const TemporaryDirectory data;
  const RunningServer server(data, {"--idle-seconds", "1"});
  Client client(server.port);
  client.send(request("GET", "/health"));
  CHECK(client.answer().status == 200);
  CHECK(client.closed());  // or it throws, long before the minute is over that is the default
}

TEST_CASE("--max-batch-mib and --max-batch-tasks: how much is in one commit") {
  constexpr int kTasks = 10;
  const std::string text(300'000, 'x');
  struct Case {
    std::string flag, value;
    std::size_t most_tasks;
  };
  for (const Case& test : {Case{"--max-batch-mib", "1", 3}, Case{"--max-batch-tasks", "2", 2}}) {
    const TemporaryDirectory data;
    const RunningServer server(data, {test.flag, test.value});
    INFO(test.flag);
    std::vector<json> uids;
    {
      telusur::Engine engine(data.path());
      telusur::Index index = engine.create_index("a", {}, "id");
      index.add_json(R"({"id": 0})");  // holds the index, so that tasks wait
      for (int id = 1; id <= kTasks; ++id) {
        const Answer answer = server.post("/indexes/a/documents", json{{"id", id}, {"text", text}}.dump());
        REQUIRE(answer.status == 202);
        uids.push_back(json::parse(answer.body)["taskUid"]);
      }
      index.rollback();
    }
    std::map<json, std::size_t> batches;
    for (const json& uid : uids) {
      const json task = server.ended(uid);
      CHECK(task["status"] == "succeeded");
      ++batches[task["batchUid"]];
    }
    std::size_t largest = 0;
    for (const auto& [uid, tasks] : batches) {
      largest = std::max(largest, tasks);
    }
    CHECK(largest == test.most_tasks);
  }
}

TEST_CASE("--drain-seconds: what takes longer is broken off then, and the server ends with 0") {
  const TemporaryDirectory data;
  const LongSearch search(data);
  telusur::Engine engine(data.path());
  telusur::Index index = engine.index("a");
  index.add_json(R"({"id": 0})");  // holds the index, so that tasks wait
  struct Case {
    std::string what, bytes;
  };
  const Case cases[] = {
      {"a head that does not end", "GET /hea"},
      {"a body that does not come", request("POST", "/indexes/a/search", "Content-Length: 2\r\n") + "{"},
      {"a search", search.request(std::chrono::seconds(10))},
      {"a task", request("DELETE", "/indexes/a/documents/1")},
  };
  for (const Case& test : cases) {
    INFO(test.what);
    Process process(
        command({"--data", data.path(), "--listen", "127.0.0.1:0", "--log-level", "warning", "--drain-seconds", "1",
                 "--max-queries", "10000", "--head-seconds", "600", "--body-seconds", "600"}));
    const int port = port_of(process);
    Client client(port);
    client.send(test.bytes);
    if (test.what == "a task") {
      CHECK(client.answer().status == 202);
      const auto tasks = [&] { return fetch(port, "GET", "/tasks").body; };
      CHECK(wait_until([&] { return tasks().find("processing") != std::string::npos; }));
    } else {
      CHECK(fetch(port, "GET", "/health").status == 200);  // by now the other one has been read
    }
    process.signal(SIGTERM);
    const auto begin = steady_clock::now();
    CHECK_THROWS_AS(client.answer(), std::runtime_error);
    const ProcessResult result = process.wait();
    const auto time = steady_clock::now() - begin;
    CHECK(time >= std::chrono::milliseconds(900));
    CHECK(time < kSoon);
    CHECK(result.exit_code == 0);
    CHECK_MESSAGE(result.err.find("broken off") != std::string::npos, result.err);
  }
}
