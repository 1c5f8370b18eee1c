// The server is killed at random instants while it is written to. What it acknowledged is applied once, and only once.
#include <doctest/doctest.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "durable_writer.hpp"
#include "running_server.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "support/wait_until.hpp"

using namespace telusur::test;

namespace {

constexpr int kRounds = 8;
constexpr int kWriters = 3;
constexpr auto kPatience = std::chrono::seconds(60);

void wait_for_tasks(const RunningServer& server) {
  const auto waiting = [&] { return server.get("/tasks?statuses=enqueued,processing&limit=1")["total"] != 0; };
  REQUIRE(wait_until([&] { return !waiting(); }, kPatience));
}

/// Kills the server amid the writes of all writers.
void kill_amid_writes(const TemporaryDirectory& data, std::vector<DurableWriter>& writers,
                      std::chrono::milliseconds after) {
  RunningServer server(data);
  std::atomic<bool> dead{false};
  std::vector<std::thread> threads;
  threads.reserve(writers.size());
  for (DurableWriter& writer : writers) {
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
  std::vector<DurableWriter> writers;
  {
    const RunningServer server(data);
    for (int number = 0; number < kWriters; ++number) {
      writers.emplace_back(number);
      writers.back().prepare(server);
    }
    wait_for_tasks(server);
  }
  for (int round = 0; round < kRounds; ++round) {
    kill_amid_writes(data, writers, std::chrono::milliseconds(random.between(0, 300)));
  }
  const RunningServer server(data);
  wait_for_tasks(server);
  std::size_t acknowledged = 0;
  for (const DurableWriter& writer : writers) {
    writer.check(server);
    acknowledged += writer.acknowledged();
  }
  CHECK(acknowledged > 0);
}
