// The server is killed at random instants while it is written to. What it acknowledged is applied once, and only once.
#include <doctest/doctest.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "client.hpp"
#include "running_server.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "support/wait_until.hpp"

using namespace telusur::test;
using nlohmann::json;

namespace {

constexpr int kRounds = 6;
constexpr int kWriters = 3;
constexpr auto kPatience = std::chrono::seconds(60);

/// One client that writes about documents and indexes of its own, each once. A deletion that were applied twice, or
/// after an addition that was lost, would find nothing; an index that were made twice would be there already.
class Writer {
 public:
  explicit Writer(int number) : name_("w" + std::to_string(number)) {}

  /// Writes until the server is gone.
  void run(int port, const std::atomic<bool>& dead) {
    try {
      while (!dead) {
        step(port);
      }
    } catch (const std::exception&) {
      // Nobody knows what became of the request under way: its document or index is not used again.
      ++next_;
    }
  }

  const std::vector<std::int64_t>& acknowledged() const { return acknowledged_; }
  const std::set<std::string>& documents() const { return documents_; }
  std::size_t deletions() const { return deletions_.size(); }
  bool deletes(std::int64_t task) const { return deletions_.contains(task); }

 private:
  void step(int port) {
    const std::string id = name_ + "-" + std::to_string(next_++);
    write(port, "POST", "/indexes/a/documents?primaryKey=id", R"({"id":")" + id + R"(","title":"soto"})");
    documents_.insert(id);
    if (next_ % 2 == 0) {
      // Whether it was applied is unknown until it is acknowledged; then it was there to delete.
      documents_.erase(id);
      deletions_.insert(write(port, "DELETE", "/indexes/a/documents/" + id, ""));
    }
    if (next_ % 5 == 0) {
      write(port, "POST", "/indexes", R"({"uid":"i-)" + id + "\"}");
      write(port, "DELETE", "/indexes/i-" + id, "");
    }
  }

  std::int64_t write(int port, std::string_view method, const std::string& target, const std::string& body) {
    const Answer answer = fetch(port, method, target, "Content-Type: application/json\r\n", body);
    CHECK_MESSAGE(answer.status == 202, answer.body);
    acknowledged_.push_back(json::parse(answer.body)["taskUid"]);
    return acknowledged_.back();
  }

  const std::string name_;
  int next_ = 0;
  std::vector<std::int64_t> acknowledged_;
  std::set<std::string> documents_;  // added, and no deletion of them sent
  std::set<std::int64_t> deletions_;
};

/// Kills the server amid the writes of all writers.
void kill_amid_writes(const TemporaryDirectory& data, std::vector<Writer>& writers, std::chrono::milliseconds after) {
  RunningServer server(data);
  std::atomic<bool> dead{false};
  std::vector<std::thread> threads;
  for (Writer& writer : writers) {
    threads.emplace_back([&] { writer.run(server.port, dead); });
  }
  std::this_thread::sleep_for(after);  // the random instant
  server.process.signal(SIGKILL);
  dead = true;
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(server.process.wait().exit_code == -SIGKILL);
}

}  // namespace

TEST_CASE("what was acknowledged before kill -9 at any instant is applied exactly once") {
  const TemporaryDirectory data;
  TELUSUR_RANDOM(random);
  std::vector<Writer> writers;
  for (int number = 0; number < kWriters; ++number) {
    writers.emplace_back(number);
  }
  for (int round = 0; round < kRounds; ++round) {
    kill_amid_writes(data, writers, std::chrono::milliseconds(random.between(0, 300)));
  }
  const RunningServer server(data);
  const auto waiting = [&] { return server.get("/tasks?statuses=enqueued,processing&limit=1")["total"] != 0; };
  REQUIRE(wait_until([&] { return !waiting(); }, kPatience));
  std::size_t acknowledged = 0;
  for (const Writer& writer : writers) {
    acknowledged += writer.acknowledged().size();
    for (const std::int64_t uid : writer.acknowledged()) {
      const json task = server.get("/tasks/" + std::to_string(uid));
      INFO(task.dump());
      CHECK(task["status"] == "succeeded");
      CHECK((!writer.deletes(uid) || task["details"]["deletedDocuments"] == 1));
    }
    for (const std::string& id : writer.documents()) {
      CHECK(fetch(server.port, "GET", "/indexes/a/documents/" + id).status == 200);
    }
  }
  CHECK(acknowledged > 0);
}
