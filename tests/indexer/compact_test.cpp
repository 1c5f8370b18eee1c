#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "indexer_process.hpp"

using telusur::test::ProcessResult;
using telusur::test::Workspace;

namespace {

/// An index whose documents were replaced one run after the other.
struct Changed : Workspace {
  Changed() {
    for (const std::string title : {"soto", "rawon", "gulai"}) {
      std::string lines;
      for (int id = 0; id < 300; ++id) {
        lines +=
            R"({"id":")" + std::to_string(id) + R"(","title":")" + title + " nomor " + std::to_string(id) + "\"}\n";
      }
      write("docs.jsonl", lines);
      REQUIRE(indexer({title == "soto" ? "build" : "update", "--data", "data", "docs.jsonl"}).exit_code == 0);
    }
  }
};

}  // namespace

TEST_CASE("compact prints the sizes of the index before and after, which is smaller and sound") {
  const Changed changed;
  const ProcessResult compacted = changed.indexer({"compact", "--data", "data", "--index", "articles", "--json"});
  REQUIRE_MESSAGE(compacted.exit_code == 0, compacted.err);
  const auto sizes = nlohmann::json::parse(compacted.out).at("indexes").at("articles");
  CHECK(sizes.at("bytesAfter") < sizes.at("bytesBefore"));
  CHECK(changed.found("gulai").size() == 10);
  CHECK(changed.found("soto").empty());
  CHECK(changed.indexer({"check", "--data", "data"}).exit_code == 0);

  const ProcessResult again = changed.indexer({"compact", "--data", "data"});
  CHECK(again.exit_code == 0);
  CHECK(again.out.starts_with("articles: "));
  CHECK(again.out.find(" before, ") != std::string::npos);
  CHECK(again.out.ends_with(" after\n"));
}

TEST_CASE("compact names what is not there, and makes nothing") {
  const Changed changed;
  const ProcessResult index = changed.indexer({"compact", "--data", "data", "--index", "x"});
  CHECK(index.exit_code == 2);
  CHECK(index.err.find("index 'x' does not exist") != std::string::npos);
  const ProcessResult data = changed.indexer({"compact", "--data", "none"});
  CHECK(data.exit_code == 2);
  CHECK(data.err.find("there is no data directory none") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(changed.path() / "none"));
}
