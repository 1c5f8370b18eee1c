#include "backend/snapshot_pool.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>

#include "database.hpp"
#include "support/error.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/error.hpp"

namespace backend = telusur::backend;

using backend::Snapshot;
using backend::SnapshotPool;
using telusur::test::TemporaryDirectory;

namespace {

std::uint64_t documents(const SnapshotPool& pool) {
  return pool.with_snapshot([](const Snapshot& snapshot) { return snapshot.stats().documents; });
}

void add(const std::filesystem::path& directory, const std::string& id) {
  backend::Writer writer(directory, std::chrono::seconds(20));
  writer.put(telusur::test::document(id, "judul"));
  writer.commit();
}

}  // namespace

TEST_CASE("each request sees the last commit, and the same one to its end") {
  const TemporaryDirectory directory;
  telusur::test::create_database(directory / "db");
  const SnapshotPool pool(directory / "db");
  CHECK(documents(pool) == 0);
  pool.with_snapshot([&](const Snapshot& snapshot) {
    add(directory / "db", "1");
    CHECK(snapshot.stats().documents == 0);
    CHECK_FALSE(snapshot.document("1").has_value());
  });
  CHECK(documents(pool) == 1);
}

TEST_CASE("a request on an expired snapshot starts again, three times at most") {
  const TemporaryDirectory directory;
  telusur::test::create_database(directory / "db");
  const SnapshotPool pool(directory / "db");
  int tries = 0;
  CHECK(pool.with_snapshot([&](const Snapshot&) {
    if (++tries < backend::kMaxSnapshotTries) {
      throw backend::SnapshotExpired{};
    }
    return 7;
  }) == 7);
}

TEST_CASE("a request that always expires ends: too many commits, or damage where there was none") {
  const TemporaryDirectory directory;
  telusur::test::create_database(directory / "db");
  const SnapshotPool pool(directory / "db");
  for (const bool committed : {true, false}) {
    int tries = 0;
    const auto error = telusur::test::error_of([&] {
      pool.with_snapshot([&](const Snapshot&) {
        ++tries;
        if (committed) {
          add(directory / "db", std::to_string(tries));
        }
        throw backend::SnapshotExpired{};
      });
    });
    CHECK(error.code() == (committed ? telusur::ErrorCode::kBusy : telusur::ErrorCode::kCorrupt));
    CHECK(tries == backend::kMaxSnapshotTries);
  }
}

TEST_CASE("commits really expire a snapshot, and the request then sees the newest state") {
  const TemporaryDirectory directory;
  // More than the blocks that an open database holds in memory.
  telusur::test::create_database(directory / "db", std::vector<std::string>(600, std::string(100, 'x')));
  const SnapshotPool pool(directory / "db");
  int tries = 0;
  const auto seen = pool.with_snapshot([&](const Snapshot& snapshot) {
    for (int round = 0; tries == 0 && round < 3; ++round) {
      backend::Writer writer(directory / "db", std::chrono::seconds(20));
      writer.rewrite([round](std::string_view json) {
        return telusur::test::document(telusur::schema::parse_json(json, "test").at("id"), std::to_string(round));
      });
      writer.commit();
    }
    ++tries;
    return snapshot.document("300").value();
  });
  CHECK(tries == 2);
  CHECK(seen == R"({"id":"300","title":"2"})");
}

TEST_CASE("what a request throws reaches its caller, and the next one works") {
  const TemporaryDirectory directory;
  telusur::test::create_database(directory / "db", {"satu"});
  const SnapshotPool pool(directory / "db");
  CHECK_THROWS_AS(pool.with_snapshot([](const Snapshot&) -> int { throw std::runtime_error("no"); }),
                  std::runtime_error);
  CHECK(documents(pool) == 1);
}

TEST_CASE("readers in many threads see states that only grow while a writer commits") {
  const TemporaryDirectory directory;
  telusur::test::create_database(directory / "db");
  const SnapshotPool pool(directory / "db");
  std::atomic<bool> stop{false};
  std::atomic<int> wrong{0};
  std::vector<std::jthread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      std::uint64_t before = 0;
      while (!stop) {
        try {
          const auto now = documents(pool);
          wrong += now < before ? 1 : 0;
          before = now;
        } catch (const telusur::Error& error) {
          // Faster than three tries: the caller's to repeat.
          wrong += error.code() == telusur::ErrorCode::kBusy ? 0 : 1;
        }
      }
    });
  }
  for (int i = 0; i < 30; ++i) {
    add(directory / "db", std::to_string(i));
  }
  stop = true;
  readers.clear();
  CHECK(wrong == 0);
  CHECK(documents(pool) == 30);
}

TEST_CASE("a database that is not there, or of another kind, is an error that says what to do") {
  const TemporaryDirectory directory;
  const SnapshotPool pool(directory / "none");
  try {
    documents(pool);
    FAIL("there is no database");
  } catch (const telusur::Error& error) {
    CHECK(error.code() == telusur::ErrorCode::kCorrupt);
    CHECK(std::string(error.what()).find("rebuild it with telusur-indexer build") != std::string::npos);
  }
}
