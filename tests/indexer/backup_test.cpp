#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "indexer_process.hpp"

using telusur::test::ProcessResult;
using telusur::test::Workspace;

namespace {

struct BackupFixture : Workspace {
  BackupFixture() {
    write("docs.jsonl", "{\"id\":\"soto\",\"title\":\"Resep soto\"}\n{\"id\":\"api\",\"title\":\"Menulis API\"}\n");
    CHECK(indexer({"build", "--data", "data", "--index", "articles", "docs.jsonl"}).exit_code == 0);
  }
};

}  // namespace

TEST_CASE_FIXTURE(BackupFixture, "what was dumped is restored elsewhere") {
  const ProcessResult dumped = indexer({"dump", "--data", "data", "--json", "all.dump"});
  CHECK(dumped.exit_code == 0);
  const auto summary = nlohmann::json::parse(dumped.out);
  CHECK(summary["documents"] == 2);
  CHECK(summary["bytes"] == std::filesystem::file_size(path() / "all.dump"));
  std::filesystem::remove_all(path() / "data");
  const ProcessResult restored = indexer({"restore", "--data", "data", "all.dump"});
  CHECK(restored.exit_code == 0);
  CHECK(restored.out.starts_with("restored 2 documents of 1 index, "));
  CHECK(found("soto") == std::vector<std::string>{"soto"});
}

TEST_CASE_FIXTURE(BackupFixture, "nothing is written over without --force, and what is wrong is named") {
  CHECK(indexer({"dump", "--data", "data", "all.dump"}).exit_code == 0);
  write("bad.dump", "this is no dump");
  struct Case {
    std::vector<std::string> arguments;
    const char* named;
  };
  const Case cases[] = {
      {{"dump", "--data", "data", "all.dump"}, "all.dump is there already"},
      {{"dump", "--data", "none", "new.dump"}, "none"},
      {{"dump", "--data", "data", "--index", "x", "new.dump"}, "index 'x' does not exist"},
      {{"dump", "--data", "data", "no/folder.dump"}, "no/folder.dump"},
      {{"dump", "--data", "data"}, "FILE"},
      {{"dump", "--data", "data", ""}, "FILE: an empty text names nothing"},
      {{"dump", "--data", "data", "--force", "data"}, "data is there and no regular file"},
      {{"restore", "--data", "data", "all.dump"},
       "index 'articles' is there already: delete it first, or replace it with --force\n"},
      {{"restore", "--data", "data", "missing.dump"}, "missing.dump"},
      {{"restore", "--data", "data", "--force", "bad.dump"}, "bad.dump is nothing that telusur wrote"},
      {{"restore", "--data", "data", "--index", "x", "all.dump"}, "index 'x' is not in all.dump"},
  };
  for (const auto& [arguments, named] : cases) {
    CAPTURE(named);
    const ProcessResult result = indexer(arguments);
    CHECK(result.exit_code == 2);
    CHECK_MESSAGE(result.err.find(named) != std::string::npos, result.err);
  }
  CHECK(found("soto") == std::vector<std::string>{"soto"});
  CHECK(indexer({"dump", "--data", "data", "--force", "all.dump"}).exit_code == 0);
  CHECK(indexer({"restore", "--data", "data", "--force", "all.dump"}).exit_code == 0);
}

TEST_CASE_FIXTURE(BackupFixture, "a dump touches no file but the one that is named") {
  write("all.dump.part", "of somebody else");
  write("linked", "old");
  std::filesystem::create_symlink("linked", path() / "link.dump");
  CHECK(indexer({"dump", "--data", "data", "all.dump"}).exit_code == 0);
  CHECK(telusur::test::read_file(path() / "all.dump.part") == "of somebody else");
  CHECK(indexer({"dump", "--data", "data", "link.dump"}).exit_code == 2);
  CHECK(telusur::test::read_file(path() / "linked") == "old");
  CHECK(indexer({"dump", "--data", "data", "--force", "link.dump"}).exit_code == 0);
  CHECK(std::filesystem::is_symlink(path() / "link.dump"));
  CHECK(indexer({"restore", "--data", "other", "linked"}).exit_code == 0);
}

TEST_CASE_FIXTURE(BackupFixture, "a dump that cannot be restored leaves no data directory behind that was not there") {
  write("bad.dump", "this is no dump");
  std::filesystem::create_directory(path() / "empty");
  for (const std::string data : {"new", "empty/new/deeper"}) {
    CHECK(indexer({"restore", "--data", data, "bad.dump"}).exit_code == 2);
    CHECK(indexer({"restore", "--data", data, "missing.dump"}).exit_code == 2);
  }
  CHECK_FALSE(std::filesystem::exists(path() / "new"));
  CHECK(std::filesystem::is_empty(path() / "empty"));
  CHECK(indexer({"restore", "--data", "empty", "bad.dump"}).exit_code == 2);
  CHECK(std::filesystem::exists(path() / "empty"));
  CHECK(indexer({"restore", "--data", "data", "bad.dump"}).exit_code == 2);
  CHECK(found("soto") == std::vector<std::string>{"soto"});
}
