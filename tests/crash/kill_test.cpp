#include <signal.h>

#include <algorithm>

#include "crash.hpp"

using telusur::Engine;
using telusur::test::prepare;
using telusur::test::Workspace;

namespace {

constexpr long kMostPoints = 60;

std::vector<std::string> writer(const Workspace& workspace) {
  return {TELUSUR_CRASH_PROGRAM, "write", workspace.data().string(), "0", "4"};
}

}  // namespace

TEST_CASE("a commit that was acknowledged survives a kill before any call that changes the disk") {
  Workspace whole;
  Engine(whole.data()).create_index("a", {}, "id");
  REQUIRE(whole.run(writer(whole)).exit_code == 0);
  const long calls = whole.calls();
  CHECK(calls > 20);
  for (const long call : telusur::test::spread(calls, kMostPoints)) {
    CAPTURE(call);
    const Workspace workspace;
    Engine(workspace.data()).create_index("a", {}, "id");
    const auto result = workspace.run(writer(workspace), {.kill_at = call});
    REQUIRE(result.exit_code == -SIGKILL);
    const auto acknowledged = static_cast<std::size_t>(std::count(result.out.begin(), result.out.end(), '\n'));

    auto index = Engine(workspace.data()).index("a");
    const std::size_t documents = index.stats().documents;
    // Whole batches: those acknowledged, and at most the one that was under way.
    CHECK(documents % 3 == 0);
    CHECK(documents >= 3 * acknowledged);
    CHECK(documents <= 3 * (acknowledged + 1));
    for (std::size_t id = 0; id < documents; ++id) {
      CHECK(index.document(std::to_string(id)).has_value());
    }
    CHECK(index.check().empty());
    index.add_json(R"({"id":"next","title":"x"})");
    index.commit();
    CHECK(index.stats().documents == documents + 1);
  }
}

TEST_CASE("a build that is killed leaves the old index or the new one, whole, and the next run cleans up") {
  Workspace whole;
  prepare(whole);
  REQUIRE(whole.indexer({"build", "--threads", "1", "new.jsonl"}).exit_code == 0);
  const long calls = whole.calls();
  CHECK(calls > 20);
  bool old_seen = false;
  bool new_seen = false;
  for (const long call : telusur::test::spread(calls, kMostPoints)) {
    CAPTURE(call);
    const Workspace workspace;
    prepare(workspace);
    const auto result = workspace.indexer({"build", "--threads", "1", "new.jsonl"}, {.kill_at = call});
    CHECK(result.exit_code == -SIGKILL);
    const auto titles = telusur::test::titles(workspace.data());
    CHECK(titles.size() == 20);
    CHECK((titles.count("lama") == 20 || titles.count("baru") == 20));
    old_seen = old_seen || titles.contains("lama");
    new_seen = new_seen || titles.contains("baru");
    CHECK(Engine(workspace.data()).index("a").check().empty());

    REQUIRE(workspace.indexer({"build", "old.jsonl"}).exit_code == 0);
    CHECK(telusur::test::titles(workspace.data()).count("lama") == 20);
    const auto generation = Engine(workspace.data()).indexes().at(0).generation;
    CHECK(telusur::test::index_files(workspace.data()) ==
          std::set<std::string>{std::to_string(generation), "write.lock"});
  }
  CHECK(old_seen);
  CHECK(new_seen);
}

TEST_CASE("an update that is killed is applied whole or not at all") {
  Workspace whole;
  prepare(whole);
  REQUIRE(whole.indexer({"update", "new.jsonl"}).exit_code == 0);
  for (const long call : telusur::test::spread(whole.calls(), 30)) {
    CAPTURE(call);
    const Workspace workspace;
    prepare(workspace);
    REQUIRE(workspace.indexer({"update", "new.jsonl"}, {.kill_at = call}).exit_code == -SIGKILL);
    const auto titles = telusur::test::titles(workspace.data());
    CHECK(titles.size() == 20);
    CHECK((titles.count("lama") == 20 || titles.count("baru") == 20));
    CHECK(Engine(workspace.data()).index("a").check().empty());
    REQUIRE(workspace.indexer({"update", "new.jsonl"}).exit_code == 0);
    CHECK(telusur::test::titles(workspace.data()).count("baru") == 20);
  }
}

TEST_CASE("a first build that is killed leaves no index, and is in nobody's way") {
  const Workspace workspace;
  workspace.directory().write("new.jsonl", telusur::test::documents(5, "baru"));
  for (const long call : {1L, 2L, 4L, 8L, 16L}) {
    CAPTURE(call);
    REQUIRE(workspace.indexer({"build", "new.jsonl"}, {.kill_at = call}).exit_code == -SIGKILL);
    CHECK(Engine(workspace.data()).indexes().empty());
  }
  REQUIRE(workspace.indexer({"build", "new.jsonl"}).exit_code == 0);
  CHECK(telusur::test::titles(workspace.data()).count("baru") == 5);
  CHECK(telusur::test::index_files(workspace.data()) == std::set<std::string>{"1", "write.lock"});
}
