// What an operator meets: a disk that fills, and a stop under load. Nothing that was acknowledged is lost.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>
#include <vector>

#include "running_server.hpp"
#include "telusur/engine.hpp"

using namespace telusur::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr rlim_t kFullBytes = rlim_t{64} * 1024;

/// Files of a process may not grow beyond `bytes`: what exceeds it fails as on a full disk.
void limit_files(const Process& process, rlim_t bytes) {
  rlimit limit{};
  REQUIRE(::prlimit(process.pid(), RLIMIT_FSIZE, nullptr, &limit) == 0);
  limit.rlim_cur = bytes;
  REQUIRE(::prlimit(process.pid(), RLIMIT_FSIZE, &limit, nullptr) == 0);
}

std::string document(int id) { return R"({"id":)" + std::to_string(id) + R"(,"title":"soto"})"; }

/// Adds a document, which must be acknowledged, and returns its task.
json add(const RunningServer& server, int id) {
  const Answer answer = server.post("/indexes/a/documents", document(id));
  REQUIRE_MESSAGE(answer.status == 202, answer.body);
  return json::parse(answer.body)["taskUid"];
}

bool connects(int port) {
  try {
    const Client client(port);
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

}  // namespace

TEST_CASE("a full disk refuses new tasks by name and loses none") {
  const TemporaryDirectory data;
  RunningServer server(data);
  int id = 0;
  // The database has outgrown what the full disk will hold.
  while (id == 0 || fs::file_size(data / "server.db-wal") <= kFullBytes) {
    server.ended(add(server, ++id));
  }
  std::vector<json> acknowledged;
  {
    telusur::Engine engine(data.path());
    telusur::Index index = engine.index("a");
    index.add_json(document(0));  // holds the index, so that tasks wait
    for (int n = 0; n < 3; ++n) {
      acknowledged.push_back(add(server, ++id));
    }
    limit_files(server.process, kFullBytes);
    index.rollback();
  }
  for (const std::string& body : {document(1'000), "[" + document(1'001) + std::string(1'000'000, ' ') + "]"}) {
    const Answer refused = server.post("/indexes/a/documents", body);
    CHECK(refused.status == 422);
    CHECK(json::parse(refused.body)["code"] == "no_space_left_on_device");
    CHECK(refused.body.find(data.path().string()) == std::string::npos);
  }
  CHECK(wait_until([&] { return server.process.err().find("tasks wait: no space left") != std::string::npos; }));
  CHECK(server.get("/indexes/a/search?q=soto")["hits"].size() > 0);
  limit_files(server.process, RLIM_INFINITY);
  for (const json& uid : acknowledged) {
    CHECK(server.ended(uid)["status"] == "succeeded");
  }
  CHECK(server.ended(add(server, ++id))["status"] == "succeeded");
  CHECK(server.get("/indexes/a/stats")["numberOfDocuments"] == id);
  CHECK(server.get("/tasks")["total"] == id);
}

TEST_CASE("SIGTERM amid requests: every one that was accepted is answered, and what it wrote is applied") {
  constexpr int kClients = 24;
  const TemporaryDirectory data;
  std::vector<json> acknowledged;
  {
    RunningServer server(data);
    server.ended(add(server, 0));
    std::vector<Client> amid_body;
    std::vector<Client> complete;
    for (int n = 1; n <= kClients; ++n) {
      const std::string whole =
          request("POST", "/indexes/a/documents", "Content-Type: application/json\r\n", document(n));
      amid_body.emplace_back(server.port);
      REQUIRE(amid_body.back().send(whole.substr(0, whole.size() - 10)));
      const std::string other =
          request("POST", "/indexes/a/documents", "Content-Type: application/json\r\n", document(n + kClients));
      complete.emplace_back(server.port);
      REQUIRE(complete.back().send(other));
    }
    server.process.signal(SIGTERM);
    REQUIRE(wait_until([&] { return !connects(server.port); }));  // it takes no new ones
    for (int n = 1; n <= kClients; ++n) {
      const std::string whole =
          request("POST", "/indexes/a/documents", "Content-Type: application/json\r\n", document(n));
      REQUIRE(amid_body[static_cast<std::size_t>(n - 1)].send(whole.substr(whole.size() - 10)));
    }
    for (std::vector<Client>* clients : {&amid_body, &complete}) {
      for (Client& client : *clients) {
        const Answer answer = client.answer();
        CHECK(answer.status == 202);
        CHECK((clients == &complete || answer.header("Connection") == "close"));
        acknowledged.push_back(json::parse(answer.body)["taskUid"]);
        CHECK(client.closed());
      }
    }
    const ProcessResult result = server.process.wait();
    CHECK(result.exit_code == 0);
    CHECK(result.err.empty());
  }
  const RunningServer again(data);
  for (const json& uid : acknowledged) {
    CHECK(again.ended(uid)["status"] == "succeeded");
  }
  CHECK(again.get("/indexes/a/stats")["numberOfDocuments"] == 1 + 2 * kClients);
}
