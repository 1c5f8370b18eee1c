#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer_process.hpp"

using telusur::test::ProcessResult;
using telusur::test::Workspace;
using Ids = std::vector<std::string>;

namespace {

/// An index of two documents, of words that no dictionary translates.
struct Phones : Workspace {
  Phones() {
    write("a.jsonl", "{\"id\": \"1\", \"title\": \"qanto sel\"}\n{\"id\": \"2\", \"title\": \"zumbra\"}\n");
    write("both.txt", "# phones\nqanto sel, zumbra\n");
    write("one.txt", "zumbra => qanto sel\n");
    write("none.txt", "# none\n");
  }
};

}  // namespace

TEST_CASE("build takes synonyms, which stay until others replace them") {
  const Phones phones;
  REQUIRE(phones.indexer({"build", "--data", "data", "--synonyms", "both.txt", "a.jsonl"}).exit_code == 0);
  CHECK(phones.found("zumbra") == Ids{"2", "1"});
  CHECK(phones.found("qanto sel") == Ids{"1", "2"});
  REQUIRE(phones.indexer({"build", "--data", "data", "a.jsonl"}).exit_code == 0);
  CHECK(phones.found("zumbra") == Ids{"2", "1"});
  REQUIRE(phones.indexer({"build", "--data", "data", "--synonyms", "one.txt", "a.jsonl"}).exit_code == 0);
  CHECK(phones.found("zumbra") == Ids{"2", "1"});
  CHECK(phones.found("qanto sel") == Ids{"1"});
}

TEST_CASE("update takes synonyms, with documents or without") {
  const Phones phones;
  REQUIRE(phones.indexer({"build", "--data", "data", "a.jsonl"}).exit_code == 0);
  CHECK(phones.found("zumbra") == Ids{"2"});
  CHECK(phones.indexer({"update", "--data", "data", "--synonyms", "both.txt"}).exit_code == 0);
  CHECK(phones.found("zumbra") == Ids{"2", "1"});
  phones.write("b.jsonl", "{\"id\": \"3\", \"title\": \"vortika\"}\n");
  phones.write("more.txt", "vortika => zumbra\n");
  CHECK(phones.indexer({"update", "--data", "data", "--synonyms", "more.txt", "b.jsonl"}).exit_code == 0);
  CHECK(phones.found("vortika") == Ids{"3", "2"});
  CHECK(phones.found("zumbra") == Ids{"2"});
  CHECK(phones.indexer({"update", "--data", "data", "--synonyms", "none.txt"}).exit_code == 0);
  CHECK(phones.found("vortika") == Ids{"3"});
}

TEST_CASE("a bad synonym file is named with its line, and nothing changes") {
  const Phones phones;
  REQUIRE(phones.indexer({"build", "--data", "data", "--synonyms", "one.txt", "a.jsonl"}).exit_code == 0);
  phones.write("b.jsonl", "{\"id\": \"3\", \"title\": \"vortika\"}\n");
  std::string many = "x => a0";
  for (int i = 1; i < 10'000; ++i) {
    many += ", a" + std::to_string(i);
  }
  struct Row {
    std::string rules;
    std::string message;
  };
  for (const auto& [rules, message] : {
           Row{"a => b\nb => a\n", "'bad.txt' line 2 closes a cycle of one-way rules"},
           Row{"\n" + many, "'bad.txt' line 2 gives 'x' 101 synonyms; at most 100 are allowed"},
           Row{"a, b\n => c\n", "'bad.txt' line 2 has a term of 0 words"},
           Row{"a\xFF, b\n", "'bad.txt' line 1 is not UTF-8"},
           Row{"a, " + std::string(300, 'x'), "'bad.txt' line 1 has a term of 300 bytes"},
           Row{"", "'bad.txt'"},
       }) {
    phones.write("bad.txt", rules);
    for (const char* command : {"build", "update"}) {
      const ProcessResult result = phones.indexer({command, "--data", "data", "--synonyms", "bad.txt", "b.jsonl"});
      CAPTURE(result.err);
      CHECK(result.exit_code == 2);
      CHECK(result.err.find(message) != std::string::npos);
    }
  }
  CHECK(phones.indexer({"update", "--data", "data", "--synonyms", "gone.txt"}).err.find("'gone.txt'") !=
        std::string::npos);
  CHECK(phones.found("vortika") == Ids{});
  CHECK(phones.found("zumbra") == Ids{"2", "1"});
}
