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
      {{"restore", "--data", "data", "all.dump"}, "index 'articles' is there already"},
      {{"restore", "--data", "data", "missing.dump"}, "missing.dump"},
      {{"restore", "--data", "data", "--force", "bad.dump"}, "bad.dump is damaged"},
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
