#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer_process.hpp"

using telusur::test::ProcessResult;
using telusur::test::Workspace;

namespace {

ProcessResult build(const Workspace& workspace, int documents, const std::vector<std::string>& flags = {}) {
  std::string lines;
  for (int id = 1; id <= documents; ++id) {
    lines += "{\"id\": \"" + std::to_string(id) + "\", \"title\": \"mangga\"}\n";
  }
  workspace.write("articles.jsonl", lines);
  std::vector<std::string> command{"build", "--data", "data", "articles.jsonl"};
  command.insert(command.end(), flags.begin(), flags.end());
  return workspace.indexer(command);
}

}  // namespace

TEST_CASE("A rebuild that loses more than 30 % of the documents is not published unless forced") {
  const Workspace workspace;
  REQUIRE(build(workspace, 10).exit_code == 0);
  CHECK(build(workspace, 7).exit_code == 0);
  CHECK(build(workspace, 10).exit_code == 0);

  const ProcessResult refused = build(workspace, 6);
  CHECK(refused.exit_code == 2);
  CHECK(refused.err ==
        "telusur-indexer: the new index would hold 6 documents where the old one holds 10, a loss of more than 30 %, "
        "so nothing was published; say --force if that is right\n");
  CHECK(workspace.found("mangga").size() == 10);

  CHECK(build(workspace, 6, {"--force"}).exit_code == 0);
  CHECK(workspace.found("mangga").size() == 6);
}
