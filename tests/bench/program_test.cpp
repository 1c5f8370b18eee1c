// The programs as people run them, on a handful of documents: the figures mean nothing here, their presence does.

#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/process.hpp"
#include "support/temporary_directory.hpp"

namespace telusur::bench {
namespace {

using test::TemporaryDirectory;

const std::string kDocs = std::string(TELUSUR_TINY_COLLECTION) + "/docs.jsonl";

TEST_CASE("a whole comparison, with its raw results") {
  const TemporaryDirectory directory;
  const std::string json_file = directory / "results.json";
  const std::string work = directory / "work";
  const auto outcome = test::run({TELUSUR_BENCH_PROGRAM, kDocs, "--stemmer", "indonesian", "--work", work, "--builds",
                                  "1", "--rounds", "1", "--count", "30", "--json", json_file});
  INFO(outcome.out, outcome.err);
  REQUIRE(outcome.exit_code == 0);
  CHECK(outcome.out.find("docs.jsonl: 6 documents") != std::string::npos);
  CHECK(outcome.out.find("ratio to bare Xapian") != std::string::npos);
  const auto results = nlohmann::json::parse(test::read_file(json_file));
  CHECK(results["documents"]["count"] == 6);
  REQUIRE(results["builds"].size() == 3);
  for (const auto& build : results["builds"]) {
    CHECK(build["index_bytes"] > 0);
    CHECK(build["rounds"][0]["peak_rss_mb"] > 0.0);
  }
  REQUIRE(results["searches"].size() == 4);
  for (const auto& kind : results["searches"]) {
    CAPTURE(kind["name"].get<std::string>());
    CHECK(kind["queries"] == 30);
    for (const auto& engine : kind["engines"]) {
      CHECK(engine["hits"] > 0);
      CHECK(engine["p99_ms"] > 0.0);
    }
  }
  CHECK(std::filesystem::is_empty(work));
}

TEST_CASE("queries beside the goals, with indexes that the next run finds") {
  const TemporaryDirectory directory;
  const std::vector<std::string> command{
      TELUSUR_QUERY_PROGRAM, kDocs, "--documents", "300", "--count", "6", "--rounds", "1", "--work",
      directory / "work"};
  const auto outcome = test::run(command);
  INFO(outcome.out, outcome.err);
  REQUIRE(outcome.exit_code == 0);
  CHECK(outcome.err.find("making bare") != std::string::npos);
  CHECK(outcome.out.find("documents.jsonl: 300 documents") != std::string::npos);
  for (const char* set :
       {"OR of words, 6 queries", "AND of words, 6", "phrases, 6", "as you type, typos, 6", "facets, ",
        "snippets of long articles, 6", "10,000 words", "hostile, CPU: ", "hostile, memory: "}) {
    CAPTURE(set);
    CHECK(outcome.out.find(set) != std::string::npos);
  }
  CHECK(outcome.out.find("refused") == std::string::npos);  // what is refused costs nothing, and tests nothing
  CHECK(outcome.out.find("nan") == std::string::npos);
  const auto again = test::run(command);
  CHECK(again.exit_code == 0);
  CHECK(again.err.empty());
  directory.write("work/short-300-1-english/telusur/catalog.json", R"({"version":99})");
  const auto stale = test::run(command);
  CHECK(stale.exit_code == 2);
  CHECK(stale.err.find("run again with --anew") != std::string::npos);
  auto anew = command;
  anew.push_back("--anew");
  CHECK(test::run(anew).err == outcome.err);
  CHECK(test::run({TELUSUR_QUERY_PROGRAM, kDocs, "--documents", "99"}).exit_code == 2);
}

TEST_CASE("a short soak") {
  const auto outcome = test::run({TELUSUR_SOAK_PROGRAM, TELUSUR_INDEXER_PROGRAM, "--publishes", "6", "--threads", "2",
                                  "--kills", "3", "--documents", "50"});
  INFO(outcome.out, outcome.err);
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out.find("6 publishes under 2 searching threads: ") == 0);
  CHECK(outcome.out.find(" searches, 0 errors, 0 mixed answers\n3 kill -9 in builds of 50 documents") !=
        std::string::npos);
  CHECK(outcome.out.find(": 0 unusable data directories") != std::string::npos);
}

TEST_CASE("the bare program by hand") {
  const TemporaryDirectory directory;
  const std::string database = directory / "database";
  const std::string compacted = directory / "compacted";
  const std::string queries = directory.write("queries", "rendang\ndatabase index\n");
  REQUIRE(test::run({TELUSUR_BARE_PROGRAM, "build", database, kDocs}).out == "6 documents\n");
  REQUIRE(test::run({TELUSUR_BARE_PROGRAM, "compact", database, compacted}).exit_code == 0);
  const auto outcome = test::run({TELUSUR_BARE_PROGRAM, "query", compacted, queries, "--rounds", "1"});
  INFO(outcome.out, outcome.err);
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out.find("2 queries, OR of words") == 0);
}

TEST_CASE("stemmer and analyzer, on words of a list and on texts") {
  const TemporaryDirectory directory;
  const std::string words = directory.write("words", "memakan\nrendang\n");
  const auto outcome = test::run({TELUSUR_LANGUAGE_PROGRAM, words, "--text", kDocs, "--rounds", "1"});
  INFO(outcome.out, outcome.err);
  REQUIRE(outcome.exit_code == 0);
  CHECK(outcome.out.find("stemming 2 words") != std::string::npos);
  CHECK(outcome.out.find("Snowball: Analyzer::stem") != std::string::npos);
  CHECK(outcome.out.find("analysing 6 texts") != std::string::npos);
  CHECK(outcome.out.find("compile the table") != std::string::npos);
  CHECK(test::run({TELUSUR_LANGUAGE_PROGRAM, "--text", directory / "nowhere"}).exit_code == 2);
}

TEST_CASE("bad input ends in one line and exit code 2") {
  const TemporaryDirectory directory;
  const std::string docs =
      directory.write("docs.jsonl", "{\"id\":\"1\",\"title\":\"dua kata\",\"body\":\"dua kata\"}\nno\n");
  const auto outcome = test::run({TELUSUR_BARE_PROGRAM, "build", directory / "database", docs});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.err == "bare_xapian: " + docs + ":2: the line is not a JSON object.\n");
  CHECK(test::run({TELUSUR_BARE_PROGRAM, "build", directory / "other", kDocs, "--stemmer", "klingon"}).exit_code == 2);
  CHECK(test::run({TELUSUR_BENCH_PROGRAM, directory / "nowhere"}).exit_code == 2);
  CHECK(test::run({TELUSUR_BENCH_PROGRAM, docs, "--work", directory / "work"}).exit_code == 2);
  CHECK(test::run({TELUSUR_BENCH_PROGRAM, kDocs, "--rounds", "0"}).exit_code == 2);
}

}  // namespace
}  // namespace telusur::bench
