// What the documentation says is tried: its code is compiled and run, its links are followed.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "markdown.hpp"
#include "support/process.hpp"
#include "support/temporary_directory.hpp"

using telusur::test::ProcessResult;
using telusur::test::TemporaryDirectory;
using Strings = std::vector<std::string>;

namespace {

const std::filesystem::path kRoot = TELUSUR_SOURCE_DIR;

}  // namespace

TEST_CASE("the example of README.md prints what README.md says") {
  const std::string expected =
      telusur::test::block_after_example(telusur::test::read_file(kRoot / "README.md"), "text");
  REQUIRE_FALSE(expected.empty());
  const TemporaryDirectory directory;
  const ProcessResult result = telusur::test::run({TELUSUR_README_EXAMPLE}, {.directory = directory.path()});
  CHECK_MESSAGE(result.exit_code == 0, result.err);
  CHECK(result.out == expected);
}

TEST_CASE("no link of the documentation leads nowhere") {
  const Strings files = telusur::test::documents(kRoot);
  for (const char* file : {"README.md", "lib/ARCHITECTURE.md", "lib/CHANGELOG.md", "server/API.md"}) {
    CHECK_MESSAGE(std::find(files.begin(), files.end(), file) != files.end(), file);
  }
  for (const std::string& file : files) {
    for (const std::string& target : telusur::test::broken_links(kRoot, file)) {
      FAIL_CHECK(file, " links to ", target);
    }
  }
}

TEST_CASE("README.md names every public header") {
  const std::string readme = telusur::test::read_file(kRoot / "README.md");
  for (const auto& entry : std::filesystem::directory_iterator(kRoot / "lib/include/telusur")) {
    const std::string name = entry.path().filename().string();
    CHECK_MESSAGE(readme.find("lib/include/telusur/" + name) != std::string::npos, name);
  }
}

TEST_CASE("every ./dev command of README.md exists") {
  const std::string readme = telusur::test::read_file(kRoot / "README.md");
  const ProcessResult help = telusur::test::run({(kRoot / "dev").string(), "--help"});
  REQUIRE(help.exit_code == 0);
  const Strings commands = telusur::test::dev_commands(readme);
  REQUIRE(commands.size() > 4);
  for (const std::string& command : commands) {
    CHECK_MESSAGE(help.out.find("\n  " + command + ' ') != std::string::npos, command);
  }
  const ProcessResult unknown = telusur::test::run({(kRoot / "dev").string(), "tset"});
  CHECK(unknown.exit_code == 1);
  CHECK(unknown.err == "dev: there is no command 'tset'; ./dev --help lists them\n");
}

TEST_CASE("links are found in prose and not in code") {
  CHECK(telusur::test::link_targets("a [b](c.md) ![d](e.png \"f\") `[g](h)` [i](#j)\n```\n[k](l)\n```\n[m](n)") ==
        Strings{"c.md", "e.png", "#j", "n"});
  CHECK(telusur::test::anchors("# One, two!\ntext\n## The `C++` way\n```\n# no\n```\n#no\n") ==
        Strings{"one-two", "the-c-way"});
}

TEST_CASE("a link that leads nowhere is found") {
  const TemporaryDirectory root;
  root.write("docs/a.md", "[1](b.md) [2](b.md#part) [3](../c.txt) [4](https://example.org/x) [5](#here)\n# Here\n");
  root.write("docs/b.md", "# Part\n");
  root.write("c.txt", "");
  CHECK(telusur::test::broken_links(root.path(), "docs/a.md").empty());
  root.write("docs/bad.md", "[1](gone.md) [2](b.md#gone) [3](c.txt) [4](#gone)\n");
  CHECK(telusur::test::broken_links(root.path(), "docs/bad.md") == Strings{"gone.md", "b.md#gone", "c.txt", "#gone"});
}

TEST_CASE("commands of ./dev are found") {
  CHECK(telusur::test::dev_commands("`./dev run` and\n./dev test   # all\n`./dev --help` ./dev") ==
        Strings{"run", "test"});
}

TEST_CASE("the block after the example is found") {
  CHECK(telusur::test::block_after_example("\n```text\nearly\n```\n```cpp\nint x;\n```\nprints\n```text\nx\ny\n```\n",
                                           "text") == "x\ny\n");
  CHECK(telusur::test::block_after_example("nothing", "text").empty());
}
