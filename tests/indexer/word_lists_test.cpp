// Processes that share the compiled word lists of a data directory. hunspell-id is among the packages of the build.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "indexer_process.hpp"

using telusur::test::Process;
using telusur::test::ProcessResult;
using telusur::test::read_file;
using telusur::test::Workspace;

namespace fs = std::filesystem;

namespace {

const std::vector<std::string> kAnalyze{"analyze", "--data", "data", "--json",
                                        "mempelajari pemrograman databasenya, buku-buku dan penulisan"};

/// What `analyze` says without a place for the compiled lists. Makes the data directory, too.
std::string expected(const Workspace& workspace) {
  fs::create_directory(workspace.path() / "data");
  const ProcessResult result = workspace.indexer({"analyze", "--json", kAnalyze.back()});
  REQUIRE(result.exit_code == 0);
  REQUIRE(result.err == "");
  REQUIRE(result.out.find("\"tulis\"") != std::string::npos);  // by the word lists
  return result.out;
}

}  // namespace

TEST_CASE("processes that start at once compile the word lists and leave one whole file") {
  const Workspace workspace;
  const std::string right = expected(workspace);
  std::vector<std::unique_ptr<Process>> processes;
  for (int i = 0; i < 4; ++i) {
    processes.push_back(
        std::make_unique<Process>(Workspace::command(kAnalyze), telusur::test::ProcessOptions{workspace.path()}));
  }
  for (const auto& process : processes) {
    const ProcessResult result = process->wait();
    CHECK(result.exit_code == 0);
    CHECK(result.err == "");
    CHECK(result.out == right);
  }
  const fs::path cache = workspace.path() / "data" / "cache";
  CHECK(std::distance(fs::directory_iterator(cache), fs::directory_iterator()) == 1);
  const auto made = fs::last_write_time(cache / "lexicon");
  CHECK(workspace.indexer(kAnalyze).out == right);
  CHECK(fs::last_write_time(cache / "lexicon") == made);
}

TEST_CASE("a damaged file of compiled word lists is made anew") {
  const Workspace workspace;
  const std::string right = expected(workspace);
  const fs::path file = workspace.path() / "data" / "cache" / "lexicon";
  REQUIRE(workspace.indexer(kAnalyze).out == right);
  const std::string whole = read_file(file);
  std::vector<std::string> damaged{"",
                                   "x",
                                   whole.substr(0, 64),
                                   whole.substr(0, whole.size() / 2),
                                   whole.substr(0, whole.size() - 1),
                                   whole + "x",
                                   std::string(whole.size(), '\xFF')};
  for (std::size_t at = 0; at < whole.size(); at += whole.size() / 12) {
    damaged.push_back(whole);
    damaged.back()[at] = static_cast<char>(damaged.back()[at] ^ 0x10);
  }
  for (std::size_t i = 0; i < damaged.size(); ++i) {
    CAPTURE(i);
    workspace.write("data/cache/lexicon", damaged[i]);
    const ProcessResult result = workspace.indexer(kAnalyze);
    CHECK(result.exit_code == 0);
    CHECK(result.err == "");
    CHECK(result.out == right);
    CHECK(read_file(file) == whole);
  }
}

TEST_CASE("a place that the compiled word lists cannot be kept in is named, and nothing else suffers") {
  const Workspace workspace;
  const std::string right = expected(workspace);
  workspace.write("data/cache", "a file");
  const ProcessResult result = workspace.indexer(kAnalyze);
  CHECK(result.exit_code == 0);
  CHECK(result.out == right);
  CHECK(result.err.find("data/cache") != std::string::npos);
  CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 1);
}
