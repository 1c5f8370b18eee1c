#include <doctest/doctest.h>

#include <chrono>
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
  options.data.import_dump = file;
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
  const auto metric = [&](const std::string& name) {
    const std::string text = send("GET", "/metrics", "", "").body;
    const std::size_t at = text.find("\n" + name + " ");
    REQUIRE_MESSAGE(at != std::string::npos, text);
    return std::stod(text.substr(at + name.size() + 2));
  };
  CHECK(metric("telusur_snapshots") == 0);
  CHECK(metric("telusur_last_snapshot_timestamp_seconds") == 0);
  CHECK(write("POST", "/snapshots")["status"] == "succeeded");
  CHECK(metric("telusur_snapshots") == 1);
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const double age = std::chrono::duration<double>(now).count() - metric("telusur_last_snapshot_timestamp_seconds");
  CHECK(age >= -1);
  CHECK(age < 3600);
  CHECK(metric("telusur_task_batches_total") == 2);
  CHECK(metric("telusur_disk_available_bytes") > 0);
  CHECK(metric("telusur_queue_tasks") == 0);
  CHECK(metric("telusur_queue_oldest_seconds") == 0);
  CHECK(metric("process_resident_memory_bytes") > 1e6);
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
