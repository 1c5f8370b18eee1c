#include <doctest/doctest.h>
#include <signal.h>

#include <filesystem>
#include <string>
#include <vector>

#include "indexer_process.hpp"
#include "support/wait_until.hpp"

using telusur::test::Process;
using telusur::test::wait_until;
using telusur::test::Workspace;

TEST_CASE("update --watch keeps an index in step with a folder") {
  const Workspace workspace;
  workspace.write("content/a.md", "# A\n\nmangga\n");
  REQUIRE(workspace.indexer({"build", "--data", "data", "content"}).exit_code == 0);
  Process watching(Workspace::command({"update", "--data", "data", "--watch", "content"}),
                   {.directory = workspace.path()});
  const auto becomes = [&](const std::string& query, std::size_t documents) {
    return wait_until([&] { return workspace.found(query).size() == documents; }, std::chrono::seconds(60));
  };
  // The first update is done, and the folder is watched.
  REQUIRE(
      wait_until([&] { return watching.out().find("1 unchanged") != std::string::npos; }, std::chrono::seconds(60)));

  workspace.write("content/b.md", "# B\n\ndurian\n");
  CHECK(becomes("durian", 1));
  // In a folder that is new, and in one below it.
  workspace.write("content/baru/sub/c.md", "# C\n\nsalak\n");
  CHECK(becomes("salak", 1));
  workspace.write("content/baru/sub/d.md", "# D\n\nnanas\n");
  CHECK(becomes("nanas", 1));
  workspace.write("content/a.md", "# A\n\njambu\n");
  CHECK(becomes("mangga", 0));
  std::filesystem::rename(workspace.path() / "content/b.md", workspace.path() / "b.md");
  CHECK(becomes("durian", 0));
  std::filesystem::remove_all(workspace.path() / "content/baru");
  CHECK(becomes("salak", 0));
  // What cannot be read ends nothing.
  workspace.write("content/a.md", "---\ntitle: [\n---\n");
  CHECK(wait_until([&] { return watching.err().find("content/a.md") != std::string::npos; }, std::chrono::seconds(60)));
  workspace.write("content/a.md", "# A\n\npisang\n");
  CHECK(becomes("pisang", 1));

  watching.signal(SIGTERM);
  CHECK(watching.wait().exit_code == 0);
  CHECK(workspace.indexer({"check", "--data", "data"}).exit_code == 0);
}

TEST_CASE("update --watch of what is not there says so") {
  const Workspace workspace;
  workspace.write("a.md", "# A\n\nmangga\n");
  REQUIRE(workspace.indexer({"build", "--data", "data", "a.md"}).exit_code == 0);
  const auto result = workspace.indexer({"update", "--data", "data", "--watch", "tidak-ada"});
  CHECK(result.exit_code == 2);
  CHECK(result.err.find("'tidak-ada' does not exist") != std::string::npos);
}
