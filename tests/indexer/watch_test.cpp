#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

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

TEST_CASE("update --watch waits for a build of others, however long it takes, and no further change is needed") {
  const Workspace workspace;
  workspace.write("content/a.md", "# A\n\nmangga\n");
  REQUIRE(workspace.indexer({"build", "--data", "data", "content"}).exit_code == 0);
  Process watching(Workspace::command({"update", "--data", "data", "--lock-wait", "0", "--watch", "content"}),
                   {.directory = workspace.path()});
  REQUIRE(
      wait_until([&] { return watching.out().find("1 unchanged") != std::string::npos; }, std::chrono::seconds(60)));

  // A build that lasts as long as its input is open.
  const std::string pipe = workspace.path() / "pipe.jsonl";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  Process building(Workspace::command({"build", "--data", "data", "pipe.jsonl"}), {.directory = workspace.path()});
  const int input = ::open(pipe.c_str(), O_WRONLY | O_CLOEXEC);
  REQUIRE(input >= 0);
  workspace.write("content/b.md", "# B\n\ndurian\n");
  CHECK(wait_until([&] { return watching.err().find("is being built by another process") != std::string::npos; },
                   std::chrono::seconds(60)));
  CHECK(workspace.found("durian").empty());
  const std::string document = "{\"id\":\"x\",\"title\":\"salak\"}\n";
  REQUIRE(::write(input, document.data(), document.size()) == static_cast<ssize_t>(document.size()));
  ::close(input);
  CHECK_MESSAGE(building.wait().exit_code == 0, building.err());
  CHECK(wait_until([&] { return workspace.found("durian").size() == 1; }, std::chrono::seconds(60)));
  CHECK(workspace.found("salak").size() == 1);

  watching.signal(SIGTERM);
  CHECK(watching.wait().exit_code == 0);
}
