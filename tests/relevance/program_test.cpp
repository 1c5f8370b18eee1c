// The program as people run it, on a collection whose figures are worked out by hand.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "support/process.hpp"
#include "support/temporary_directory.hpp"

namespace telusur::relevance {
namespace {

namespace fs = std::filesystem;
using test::read_file;
using test::TemporaryDirectory;

/// Runs the program on these arguments.
test::ProcessResult measure(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), TELUSUR_RELEVANCE_PROGRAM);
  return test::run(arguments);
}

/// The columns of the last line of a table.
std::vector<std::string> last_row(const std::string& output) {
  std::istringstream in(output.substr(output.rfind('\n', output.size() - 2) + 1));
  return {std::istream_iterator<std::string>(in), std::istream_iterator<std::string>()};
}

/// A copy of the tiny collection, to be spoiled.
fs::path copy_of_tiny(const TemporaryDirectory& directory) {
  fs::path copy = directory / "tiny";
  fs::copy(TELUSUR_TINY_COLLECTION, copy);
  return copy;
}

// q1 ranks rendang (1) before lebaran (2):   nDCG (1 + 2 * 0.63093) / (2 + 0.63093) = 0.859719, MRR 1, recall 1
// q2 finds only a document of grade 0:       0, 0, 0
// q3 ranks index (-1, removed), then lookup: nDCG 1 / (1 + 0.63093) = 0.613147, MRR 1, recall 1/2
// q4 has no relevant document:               left out of the mean
const std::string kTiny = TELUSUR_TINY_COLLECTION;

TEST_CASE("the tiny collection scores as worked out by hand") {
  const auto outcome = measure({kTiny});
  INFO(outcome.out, outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const auto row = last_row(outcome.out);
  REQUIRE(row.size() == 8);
  CHECK(std::vector(row.begin(), row.begin() + 6) ==
        std::vector<std::string>{"tiny", "6", "3", "0.4910", "0.6667", "0.5000"});
}

TEST_CASE("the first query alone") {
  const auto outcome = measure({"--first", "1", kTiny});
  INFO(outcome.out, outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const auto row = last_row(outcome.out);
  REQUIRE(row.size() == 8);
  CHECK(std::vector(row.begin(), row.begin() + 6) ==
        std::vector<std::string>{"tiny", "6", "1", "0.8597", "1.0000", "1.0000"});
}

TEST_CASE("titles at half of their letters and with typos") {
  const auto outcome = measure({"--as-you-type", "3", "--seed", "2", kTiny});
  INFO(outcome.out, outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const auto row = last_row(outcome.out);
  REQUIRE(row.size() == 6);
  CHECK(row[1] == "3");
  CHECK(row[4] == "100.0");  // of six documents each title is found as a whole
  const auto without = measure({"--as-you-type", "3", "--prefix", "off", "--typos", "off", kTiny});
  CHECK(without.exit_code == 0);
  const auto refused = measure({"--as-you-type", "3", "--stemmer", "none", kTiny});
  CHECK(refused.exit_code == 2);
  CHECK(refused.err.find("--as-you-type") != std::string::npos);
}

TEST_CASE("other stemmers: as written, and the Snowball stemmer of the document's and the query's language") {
  const TemporaryDirectory directory;
  directory.write("stems/docs.jsonl",
                  "{\"id\": \"en\", \"body\": \"The walking tours.\", \"lang\": \"en\"}\n"
                  "{\"id\": \"id\", \"body\": \"Ia membawa bukunya tours.\", \"lang\": \"id\"}\n");
  directory.write("stems/qrels.tsv", "english\ten\t1\nindonesian\tid\t1\nother\ten\t1\n");
  directory.write("stems/queries.jsonl",
                  "{\"id\": \"english\", \"text\": \"walked\", \"lang\": \"en\"}\n"
                  "{\"id\": \"indonesian\", \"text\": \"bukuku\", \"lang\": \"id\"}\n"
                  "{\"id\": \"other\", \"text\": \"walked\", \"lang\": \"id\"}\n");
  std::string expected;
  std::string stemmer;
  SUBCASE("Snowball") {
    stemmer = "snowball";
    expected = "english Q0 en 1 999 telusur\nindonesian Q0 id 1 999 telusur\n";
  }
  SUBCASE("none") { stemmer = "none"; }
  CAPTURE(stemmer);
  const fs::path run_file = directory / "run";
  const auto outcome = measure({"--stemmer", stemmer, "--run", run_file, directory / "stems"});
  INFO(outcome.out, outcome.err);
  REQUIRE(outcome.exit_code == 0);
  CHECK(read_file(run_file) == expected);
}

TEST_CASE("a comparison indexes and ranks everything else as the library does") {
  const auto outcome = measure({"--stemmer", "none", kTiny});
  INFO(outcome.out, outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const auto row = last_row(outcome.out);
  REQUIRE(row.size() == 8);
  CHECK(std::vector(row.begin(), row.begin() + 6) ==
        std::vector<std::string>{"tiny", "6", "3", "0.4910", "0.6667", "0.5000"});
}

TEST_CASE("run and per-query files") {
  const TemporaryDirectory directory;
  const fs::path run_file = directory / "run";
  const fs::path scores = directory / "scores";
  const auto outcome = measure({"--run", run_file, "--per-query", scores, kTiny});
  INFO(outcome.out, outcome.err);
  REQUIRE(outcome.exit_code == 0);
  CHECK(read_file(run_file) ==
        "q1 Q0 rendang 1 999 telusur\nq1 Q0 lebaran 2 998 telusur\nq2 Q0 kereta 1 999 telusur\n"
        "q3 Q0 index 1 999 telusur\nq3 Q0 lookup 2 998 telusur\nq4 Q0 rendang 1 999 telusur\n");
  CHECK(read_file(scores) ==
        "q1\t0.859719\t1.000000\t1.000000\nq2\t0.000000\t0.000000\t0.000000\nq3\t0.613147\t1.000000\t0.500000\n");
}

TEST_CASE("an index that is there already") {
  const TemporaryDirectory directory;
  const std::string data = directory / "data";
  REQUIRE(measure({"--data", data, kTiny}).exit_code == 0);
  const auto outcome = measure(
      {"--data", data, "--index", "tiny", "--queries", kTiny + "/queries.jsonl", "--qrels", kTiny + "/qrels.tsv"});
  INFO(outcome.out, outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const auto row = last_row(outcome.out);
  REQUIRE(row.size() == 8);
  CHECK(std::vector(row.begin(), row.begin() + 7) ==
        std::vector<std::string>{"tiny", "6", "3", "0.4910", "0.6667", "0.5000", "0.00"});
}

TEST_CASE("bad input ends in one sentence and exit code 2") {
  const TemporaryDirectory directory;
  const fs::path tiny = copy_of_tiny(directory);
  const std::string docs = (tiny / "docs.jsonl").string();
  std::string expected;
  SUBCASE("no documents") {
    std::ofstream(docs, std::ios::trunc) << "\n";
    expected = docs + "\" holds no document";
  }
  SUBCASE("a repeated id") {
    std::ofstream(docs, std::ios::app) << R"({"id": "kereta", "body": "lagi"})" << '\n';
    expected = docs + ":7: ";
  }
  SUBCASE("an id that the library refuses") {
    std::ofstream(docs, std::ios::app) << R"({"id": "g++", "body": "compiler"})" << '\n';
    expected = docs + ":7: ";
  }
  std::string stemmer = "lexicon";
  SUBCASE("a repeated id, with another stemmer") {
    std::ofstream(docs, std::ios::app) << R"({"id": "kereta", "body": "lagi"})" << '\n';
    stemmer = "none";
    expected = docs + ":7: ";
  }
  SUBCASE("no queries file") {
    fs::remove(tiny / "queries.jsonl");
    expected = "queries.jsonl\" cannot be read";
  }
  const auto outcome = measure({"--stemmer", stemmer, tiny});
  INFO(outcome.out, outcome.err);
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.err.find(expected) != std::string::npos);
}

TEST_CASE("a relevant document that is not in the index is pointed out") {
  const TemporaryDirectory directory;
  const fs::path tiny = copy_of_tiny(directory);
  std::ofstream(tiny / "qrels.tsv", std::ios::app) << "q1\tgone\t1\n";
  const auto outcome = measure({tiny});
  INFO(outcome.out, outcome.err);
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err.find("1 document judged as relevant is not in the index: \"gone\"") != std::string::npos);
}

TEST_CASE("wrong arguments") {
  CHECK(measure({}).exit_code == 2);
  CHECK(measure({"--first", "0", kTiny}).exit_code == 2);
  CHECK(measure({"/nonexistent"}).exit_code == 2);
  CHECK(measure({"--run", "/dev/null", kTiny, kTiny}).exit_code == 2);
  CHECK(measure({"--index", "tiny", kTiny}).exit_code == 2);
  CHECK(measure({"--stemmer", "porter", kTiny}).exit_code == 2);
  CHECK(measure({"--stemmer", "none", "--data", "/nonexistent", kTiny}).exit_code == 2);
  CHECK(measure({"--help"}).exit_code == 0);
}

}  // namespace
}  // namespace telusur::relevance
