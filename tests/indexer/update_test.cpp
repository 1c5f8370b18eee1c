#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer_process.hpp"
#include "sources/compressed.hpp"

using telusur::test::ProcessResult;
using telusur::test::Workspace;
using Ids = std::vector<std::string>;

namespace {

nlohmann::json update(const Workspace& workspace, const std::string& path, int exit_code = 0) {
  const ProcessResult result = workspace.indexer({"update", "--data", "data", "--json", path});
  CAPTURE(result.err);
  REQUIRE(result.exit_code == exit_code);
  return nlohmann::json::parse(result.out);
}

}  // namespace

TEST_CASE("update adds and replaces, and leaves alone what is stored already") {
  const Workspace workspace;
  workspace.write("a.jsonl", "{\"id\": \"1\", \"title\": \"mangga\"}\n{\"id\": \"2\", \"title\": \"durian\"}\n");
  REQUIRE(workspace.indexer({"build", "--data", "data", "a.jsonl"}).exit_code == 0);

  auto summary = update(workspace, "a.jsonl");
  CHECK(summary.at("added") == 0);
  CHECK(summary.at("unchanged") == 2);

  // The first one has its attributes in another order, the second one is new, the third one is changed.
  workspace.write("b.jsonl",
                  "{\"title\": \"mangga\", \"id\": \"1\"}\n{\"id\": \"3\", \"title\": \"salak\"}\n"
                  "{\"id\": \"2\", \"title\": \"rambutan\"}\n");
  summary = update(workspace, "b.jsonl");
  CHECK(summary.at("added") == 2);
  CHECK(summary.at("unchanged") == 1);
  CHECK(summary.at("documents") == 3);
  CHECK(workspace.found("mangga") == Ids{"1"});
  CHECK(workspace.found("rambutan") == Ids{"2"});
  CHECK(workspace.found("durian") == Ids{});
  CHECK(workspace.found("salak") == Ids{"3"});
  CHECK(workspace.indexer({"check", "--data", "data"}).exit_code == 0);
}

TEST_CASE("update of files: ids come from paths, so that a changed file replaces its document") {
  const Workspace workspace;
  workspace.write("content/a.md", "# A\n\nmangga\n");
  workspace.write("content/b.md", "# B\n\ndurian\n");
  REQUIRE(workspace.indexer({"build", "--data", "data", "content"}).exit_code == 0);
  workspace.write("content/a.md", "# A\n\nsalak\n");
  CHECK(update(workspace, "content/a.md").at("added") == 1);
  CHECK(update(workspace, "content").at("unchanged") == 2);
  CHECK(workspace.found("mangga") == Ids{});
  CHECK(workspace.found("salak").size() == 1);
}

TEST_CASE("update removes what is gone from its files and folders, and nothing else") {
  const Workspace workspace;
  workspace.write("content/a.md", "# A\n\nmangga\n");
  workspace.write("content/sub/b.md", "# B\n\ndurian\n");
  workspace.write("other/c.md", "# C\n\nsalak\n");
  workspace.write("d.jsonl", "{\"id\": \"1\", \"title\": \"jambu\"}\n{\"id\": \"2\", \"title\": \"pisang\"}\n");
  REQUIRE(workspace.indexer({"build", "--data", "data", "content", "other", "d.jsonl"}).exit_code == 0);

  // What is gone from a folder that is not named stays, and so does what is in files of another format.
  std::filesystem::remove(workspace.path() / "other/c.md");
  std::filesystem::remove_all(workspace.path() / "content/sub");
  CHECK(update(workspace, "content").at("removed") == 1);
  CHECK(workspace.found("durian") == Ids{});
  CHECK(workspace.found("salak").size() == 1);
  CHECK(workspace.found("jambu").size() == 1);
  CHECK(update(workspace, "content").at("removed") == 0);

  // A record that is no longer in its file.
  workspace.write("d.jsonl", "{\"id\": \"2\", \"title\": \"pisang\"}\n");
  const ProcessResult kept = workspace.indexer({"update", "--data", "data", "--keep-missing", "d.jsonl"});
  CHECK(kept.exit_code == 0);
  CHECK(workspace.found("jambu").size() == 1);
  CHECK(update(workspace, "d.jsonl").at("removed") == 1);
  CHECK(workspace.found("jambu") == Ids{});

  // A draft is left out, and what moved to another file stays.
  workspace.write("content/a.md", "---\ndraft: true\n---\nmangga\n");
  workspace.write("content/z.md", "# Z\n\nnanas\n");
  CHECK(update(workspace, ".").at("removed") == 2);  // the draft, and other/c.md
  CHECK(workspace.found("mangga") == Ids{});
  CHECK(workspace.found("nanas").size() == 1);
  CHECK(workspace.indexer({"check", "--data", "data"}).exit_code == 0);
}

TEST_CASE("update does not take a file that cannot be read for one without documents") {
  const Workspace workspace;
  workspace.write("a.jsonl", "{\"id\": \"1\", \"title\": \"mangga\"}\n{\"id\": \"2\", \"title\": \"durian\"}\n");
  REQUIRE(workspace.indexer({"build", "--data", "data", "a.jsonl"}).exit_code == 0);
  workspace.write("a.jsonl", "{\"id\": \"1\", \"title\": \"mangga\"}\n{\"id\": \"2\", \"title\n");
  CHECK(update(workspace, "a.jsonl", 1).at("removed") == 0);
  CHECK(workspace.found("durian") == Ids{"2"});
}

TEST_CASE("update refuses to remove more than 30 % of the documents without --force") {
  const Workspace workspace;
  const auto lines = [](int count) {
    std::string text;
    for (int number = 0; number < count; ++number) {
      text += "{\"id\": " + std::to_string(number) + ", \"title\": \"mangga\"}\n";
    }
    return text;
  };
  workspace.write("a.jsonl", lines(30));
  REQUIRE(workspace.indexer({"build", "--data", "data", "a.jsonl"}).exit_code == 0);
  workspace.write("a.jsonl", lines(20));
  const ProcessResult refused = workspace.indexer({"update", "--data", "data", "a.jsonl"});
  CHECK(refused.exit_code == 2);
  CHECK(refused.err.find("10 of 30 documents are no longer in their files") != std::string::npos);
  CHECK(workspace.indexer({"stats", "--data", "data", "--json"}).out.find("\"documents\":30") != std::string::npos);
  const ProcessResult forced = workspace.indexer({"update", "--data", "data", "--json", "--force", "a.jsonl"});
  CHECK(nlohmann::json::parse(forced.out).at("removed") == 10);
}

TEST_CASE("update takes the first of two documents with one id, and names the second") {
  const Workspace workspace;
  workspace.write("a.jsonl", "{\"id\": \"1\", \"title\": \"mangga\"}\n");
  REQUIRE(workspace.indexer({"build", "--data", "data", "a.jsonl"}).exit_code == 0);
  workspace.write("a.jsonl", "{\"id\": \"5\", \"title\": \"durian\"}\n{\"id\": \"5\", \"title\": \"salak\"}\n");
  const auto summary = update(workspace, "a.jsonl", 1);
  CHECK(summary.at("rejections").at(0).at("line") == 2);
  CHECK(workspace.found("durian") == Ids{"5"});
  CHECK(workspace.found("salak") == Ids{});
}

TEST_CASE("update of an index that does not exist says how to create it, and creates nothing") {
  const Workspace workspace;
  workspace.write("a.txt", "x");
  for (int round = 0; round < 2; ++round) {
    const ProcessResult result = workspace.indexer({"update", "--data", "data", "--index", "baru", "a.txt"});
    CHECK(result.exit_code == 2);
    CHECK(result.err ==
          "telusur-indexer: there is no index 'baru' in 'data'; create it with: telusur-indexer build --data data "
          "--index baru PATH…\n");
    if (round == 0) {
      CHECK_FALSE(std::filesystem::exists(workspace.path() / "data"));
      REQUIRE(workspace.indexer({"build", "--data", "data", "a.txt"}).exit_code == 0);
    }
  }
}

TEST_CASE("Documents come from standard input, compressed or not") {
  const telusur::test::Workspace workspace;
  const std::string array = R"([{"id": "1", "title": "mangga"}, {"id": "2", "title": "mangga muda"}])";
  const auto run = [&](const std::string& command, const std::string& input) {
    return telusur::test::run(
        telusur::test::Workspace::command({command, "--data", "data", "--format", "json", "--json", "-"}),
        {.directory = workspace.path(), .input = input});
  };
  CHECK(run("build", array).exit_code == 0);
  CHECK(workspace.found("mangga").size() == 2);
  const auto update = run("update", telusur::test::gzip(R"({"id": "2", "title": "salak"})"));
  CHECK(update.exit_code == 0);
  CHECK(nlohmann::json::parse(update.out).at("added") == 1);
  CHECK(workspace.found("mangga") == std::vector<std::string>{"1"});
  CHECK(workspace.found("salak") == std::vector<std::string>{"2"});
}
