#include <signal.h>

#include <memory>

#include "crash.hpp"

using telusur::Engine;
using telusur::test::Process;
using telusur::test::wait_until;
using telusur::test::Workspace;

namespace {

std::unique_ptr<Process> start(const Workspace& workspace, const std::string& mode,
                               const std::vector<std::string>& arguments) {
  std::vector<std::string> command{TELUSUR_CRASH_PROGRAM, mode, workspace.data().string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return std::make_unique<Process>(command);
}

bool has_line(const Process& process, const std::string& line) {
  return process.out().find(line + "\n") != std::string::npos;
}

/// A workspace with a published generation, and a file as long as whose life searchers run.
struct Served : Workspace {
  Served() {
    REQUIRE(start(*this, "publish", {"genap", "1"})->wait().exit_code == 0);
    until_gone = directory().write("searching", "");
  }
  std::filesystem::path until_gone;
};

}  // namespace

TEST_CASE("two publishers and two searchers in processes of their own: no error, and no answer of two generations") {
  const Served served;
  std::vector<std::unique_ptr<Process>> searchers;
  for (int i = 0; i < 2; ++i) {
    searchers.push_back(start(served, "search", {served.until_gone.string()}));
    REQUIRE(wait_until([&] { return has_line(*searchers.back(), "searched 10"); }));
  }
  const auto odd = start(served, "publish", {"ganjil", "12"});
  const auto even = start(served, "publish", {"genap", "12"});
  for (auto* publisher : {odd.get(), even.get()}) {
    const auto result = publisher->wait();
    CAPTURE(result.err);
    CHECK(result.exit_code == 0);
    CHECK(has_line(*publisher, "published 11"));
  }
  std::filesystem::remove(served.until_gone);
  for (const auto& searcher : searchers) {
    const auto result = searcher->wait();
    CAPTURE(result.err);
    CHECK(result.exit_code == 0);
  }
  const Engine engine(served.data());
  CHECK(engine.indexes().at(0).generation == 25);
  CHECK(engine.index("a").check().empty());
}

TEST_CASE("searchers notice nothing when a publisher is killed, and the next publisher goes on") {
  const Served served;
  const auto searcher = start(served, "search", {served.until_gone.string()});
  REQUIRE(wait_until([&] { return has_line(*searcher, "searched 10"); }));
  for (int killed_after = 0; killed_after < 5; ++killed_after) {
    const auto publisher = start(served, "publish", {"ganjil", "1000"});
    REQUIRE(wait_until([&] { return has_line(*publisher, "published " + std::to_string(killed_after)); }));
    publisher->signal(SIGKILL);
    CHECK(publisher->wait().exit_code == -SIGKILL);
    CHECK(start(served, "publish", {"genap", "1"})->wait().exit_code == 0);
  }
  std::filesystem::remove(served.until_gone);
  const auto result = searcher->wait();
  CAPTURE(result.err);
  CHECK(result.exit_code == 0);
  // A publisher removes what nobody uses any more.
  REQUIRE(start(served, "publish", {"genap", "1"})->wait().exit_code == 0);
  const auto generation = Engine(served.data()).indexes().at(0).generation;
  CHECK(telusur::test::index_files(served.data()) == std::set<std::string>{std::to_string(generation), "write.lock"});
}

TEST_CASE("two processes that write batches to one index lose none") {
  const Workspace workspace;
  Engine(workspace.data()).create_index("a", {}, "id");
  const auto one = start(workspace, "write", {"0", "20"});
  const auto two = start(workspace, "write", {"1000", "25"});
  CHECK(one->wait().exit_code == 0);
  CHECK(two->wait().exit_code == 0);
  auto index = Engine(workspace.data()).index("a");
  CHECK(index.stats().documents == 60 + 75);
  CHECK(index.check().empty());
}

TEST_CASE("an index that another process writes to: update says so after its patience, and the index serves") {
  const Workspace workspace;
  workspace.directory().write("old.jsonl", telusur::test::documents(20, "lama"));
  REQUIRE(workspace.indexer({"build", "old.jsonl"}).exit_code == 0);
  auto index = Engine(workspace.data()).index("a");
  index.add_json(R"({"id":"other"})");
  workspace.directory().write("new.jsonl", telusur::test::documents(20, "baru"));
  for (const std::string command : {"build", "update"}) {
    CAPTURE(command);
    const auto result = workspace.indexer({command, "--lock-wait", "0.05", "new.jsonl"});
    CHECK(result.exit_code == 2);
    CHECK(
        result.err ==
        "telusur-indexer: index 'a' is being written by another process or batch (waited 50 ms): try again when it is "
        "done\n");
    CHECK(telusur::test::titles(workspace.data()).count("lama") == 20);
  }
}
