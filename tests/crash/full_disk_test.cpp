#include <algorithm>

#include "crash.hpp"

using telusur::Engine;
using telusur::test::prepare;
using telusur::test::ProcessResult;
using telusur::test::Workspace;

namespace {

constexpr long kMostPoints = 40;

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// One sentence that names the disk's trouble and the data directory, and nothing of the code.
void check_message(const Workspace& workspace, const ProcessResult& result, const std::string& trouble) {
  CAPTURE(result.err);
  CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 1);
  CHECK(result.err.starts_with("telusur-indexer: "));
  CHECK(contains(result.err, trouble));
  CHECK(contains(result.err, workspace.data().string()));
  CHECK_FALSE(contains(result.err, "Error:"));
}

void check_old_serves(const Workspace& workspace) {
  CHECK(telusur::test::titles(workspace.data()).count("lama") == 20);
  CHECK(Engine(workspace.data()).index("a").check().empty());
}

}  // namespace

TEST_CASE("a disk that is full from any call on: one sentence, and the old index serves") {
  for (const std::string command : {"build", "update"}) {
    CAPTURE(command);
    Workspace whole;
    prepare(whole);
    REQUIRE(whole.indexer({command, "new.jsonl"}).exit_code == 0);
    int failed = 0;
    for (const long call : telusur::test::spread(whole.calls(), kMostPoints)) {
      CAPTURE(call);
      const Workspace workspace;
      prepare(workspace);
      const auto result = workspace.indexer({command, "new.jsonl"}, {.fail_at = call, .error = ENOSPC});
      if (result.exit_code == 0) {
        // Nothing needed room any more.
        CHECK(result.err.empty());
        CHECK(telusur::test::titles(workspace.data()).count("baru") == 20);
        continue;
      }
      ++failed;
      CHECK(result.exit_code == 2);
      check_message(workspace, result, "space");
      check_old_serves(workspace);
      // With room again, the same command works.
      REQUIRE(workspace.indexer({command, "new.jsonl"}).exit_code == 0);
      CHECK(telusur::test::titles(workspace.data()).count("baru") == 20);
    }
    CHECK(failed > 5);
  }
}

TEST_CASE("a commit on a full disk is an error, nothing of its batch is applied, and nothing before it is lost") {
  Workspace whole;
  Engine(whole.data()).create_index("a", {}, "id");
  REQUIRE(whole.run({TELUSUR_CRASH_PROGRAM, "write", whole.data().string(), "0", "3"}).exit_code == 0);
  int failed = 0;
  for (const long call : telusur::test::spread(whole.calls(), kMostPoints)) {
    CAPTURE(call);
    const Workspace workspace;
    Engine(workspace.data()).create_index("a", {}, "id");
    const auto result =
        workspace.run({TELUSUR_CRASH_PROGRAM, "write", workspace.data().string(), "0", "3"}, {.fail_at = call});
    CAPTURE(result.err);
    const auto committed = static_cast<std::size_t>(std::count(result.out.begin(), result.out.end(), '\n'));
    if (result.exit_code != 0) {
      ++failed;
      CHECK(result.err.starts_with("no_space: no space left for the index in "));
      CHECK(contains(result.err, "nothing of this batch was applied; free space and repeat it"));
    }
    auto index = Engine(workspace.data()).index("a");
    CHECK(index.stats().documents == 3 * committed);
    CHECK(index.check().empty());
  }
  CHECK(failed > 5);
}

TEST_CASE("a data directory on a read-only file system: writing is refused in one sentence, searching works") {
  const Workspace workspace;
  prepare(workspace);
  for (const std::string command : {"build", "update"}) {
    CAPTURE(command);
    const auto result = workspace.indexer({command, "new.jsonl"}, {.fail_at = 1, .error = EROFS});
    CHECK(result.exit_code == 2);
    check_message(workspace, result,
                  "Read-only file system: mount it for writing, or name a directory on another disk");
  }
  const auto search = workspace.run(
      {TELUSUR_INDEXER_PATH, "search", "--data", workspace.data().string(), "--index", "a", "--json", "lama"},
      {.fail_at = 1, .error = EROFS});
  CHECK(search.exit_code == 0);
  CHECK(contains(search.out, "lama"));
  check_old_serves(workspace);
}

TEST_CASE("a file system that becomes read-only during a build") {
  Workspace whole;
  prepare(whole);
  REQUIRE(whole.indexer({"build", "new.jsonl"}).exit_code == 0);
  for (const long call : telusur::test::spread(whole.calls(), 20)) {
    CAPTURE(call);
    const Workspace workspace;
    prepare(workspace);
    const auto result = workspace.indexer({"build", "new.jsonl"}, {.fail_at = call, .error = EROFS});
    CAPTURE(result.err);
    if (result.exit_code == 0) {
      CHECK(telusur::test::titles(workspace.data()).count("baru") == 20);
    } else {
      CHECK(result.exit_code == 2);
      CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 1);
      check_old_serves(workspace);
    }
  }
}
