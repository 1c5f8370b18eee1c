#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "telusur/engine.hpp"
#include "writing_fixture.hpp"

namespace fs = std::filesystem;
using telusur::Engine;

TEST_CASE_FIXTURE(telusur::test::WritingFixture, "a dump holds every index, and an empty data directory imports it") {
  write("POST", "/indexes/a/documents", R"([{"id":1,"title":"Resep soto"},{"id":2,"title":"Menulis API"}])");
  const json task = write("POST", "/dumps");
  CHECK(task["status"] == "succeeded");
  CHECK(task["type"] == "dumpCreation");
  CHECK(task["indexUid"].is_null());
  const std::string uid = task["details"]["dumpUid"];
  const fs::path file = data.path() / "dumps" / (uid + ".dump");
  REQUIRE(fs::exists(file));

  const telusur::test::TemporaryDirectory other;
  telusur::server::ApplicationOptions options;
  options.data_dir = other.path() / "data";
  options.import_dump = file;
  options.net.port = 0;
  const auto log = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>());
  {
    const telusur::server::Application importing(options, log);
    const auto answer = telusur::test::fetch(importing.port(), "GET", "/indexes/a/search?q=soto", "", "");
    CHECK(json::parse(answer.body)["hits"][0]["id"] == 1);
  }
  // Where there is something, nothing is replaced.
  CHECK_THROWS_AS(telusur::server::Application(options, log), telusur::Error);
}

TEST_CASE_FIXTURE(telusur::test::WritingFixture, "a snapshot is a data directory with indexes and tasks") {
  write("POST", "/indexes/a/documents", R"({"id":1,"title":"Resep soto"})");
  CHECK(write("POST", "/snapshots")["status"] == "succeeded");
  const fs::path copy = fs::directory_iterator(data.path() / "snapshots")->path();
  CHECK(Engine(copy).index("a").search({.q = "soto"}).hits.size() == 1);
  CHECK(fs::exists(copy / "server.db"));
  telusur::server::ApplicationOptions options;
  options.data_dir = copy;
  options.net.port = 0;
  const auto log = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>());
  const telusur::server::Application restored(options, log);
  const auto answer = telusur::test::fetch(restored.port(), "GET", "/tasks", "", "");
  const json tasks = json::parse(answer.body)["results"];
  CHECK(tasks.size() == 2);
  for (const json& task : tasks) {
    CHECK(task["status"] == "succeeded");
  }
}
