#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "support/error.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

using telusur::Engine;
using telusur::ErrorCode;
using telusur::test::code_of;

TEST_CASE("an index is compacted to the same documents in fewer bytes, and is as good as published") {
  const telusur::test::TemporaryDirectory data;
  Engine engine(data.path(), {.lock_wait = std::chrono::milliseconds(0)});
  auto index = engine.create_index("a", {.filterable_attributes = {"n"}}, "key");
  for (int round = 0; round < 3; ++round) {
    for (int id = 0; id < 500; ++id) {
      index.add_json(R"({"key":)" + std::to_string(id) + R"(,"n":)" + std::to_string(round) + R"(,"title":"soto"})");
    }
    index.commit(static_cast<std::uint64_t>(round + 1));
  }
  const auto before = index.documents({.limit = 1000}).documents;
  const auto summary = engine.compact("a");
  CHECK(summary.bytes_after < summary.bytes_before);
  CHECK(index.stats().disk_bytes >= summary.bytes_after);
  CHECK(index.stats().disk_bytes < summary.bytes_before);
  CHECK(index.documents({.limit = 1000}).documents == before);
  CHECK(index.documents({.filter = "n = 2"}).total == 500);
  CHECK(index.search({.q = "soto"}).hits.size() == 20);
  CHECK(index.primary_key() == "key");
  CHECK(index.last_task() == 3);
  CHECK(index.check().empty());
  CHECK(engine.indexes().at(0).generation == 2);

  index.remove("1");
  index.commit();
  CHECK(index.documents({}).total == 499);
}

TEST_CASE("what cannot be compacted is left as it is") {
  const telusur::test::TemporaryDirectory data;
  Engine engine(data.path(), {.lock_wait = std::chrono::milliseconds(0)});
  CHECK(code_of([&] { engine.compact("a"); }) == ErrorCode::kNotFound);
  auto index = engine.create_index("a");
  index.add_json(R"({"id":1})");
  CHECK(code_of([&] { engine.compact("a"); }) == ErrorCode::kBusy);
  index.commit();
  {
    const auto builder = engine.rebuild("a");
    CHECK(code_of([&] { engine.compact("a"); }) == ErrorCode::kBusy);
  }
  CHECK(engine.indexes().at(0).generation == 1);
  engine.compact("a");
  CHECK(index.documents({}).total == 1);
}
