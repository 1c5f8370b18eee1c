#include <doctest/doctest.h>

#include <string>

#include "support/error.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

using telusur::Engine;
using telusur::ErrorCode;
using telusur::test::code_of;
using telusur::test::TemporaryDirectory;

namespace {

constexpr std::chrono::milliseconds kNoWait{0};

void add(Engine& engine, const std::string& uid, const std::string& json) {
  auto index = engine.open_index(uid);
  index.add_json(json);
  index.commit();
}

}  // namespace

TEST_CASE("a copy is a data directory of its own, as the original was") {
  const TemporaryDirectory directory;
  Engine engine(directory.path() / "data");
  add(engine, "a", R"({"id":1,"title":"Menulis API"})");
  add(engine, "b", R"({"id":1,"title":"Resep soto"})");
  engine.copy_to(directory.path() / "copy");
  add(engine, "a", R"({"id":2,"title":"Menulis surat"})");
  engine.delete_index("b");
  Engine copy(directory.path() / "copy");
  CHECK(copy.index("a").search({.q = "menulis"}).hits.size() == 1);
  CHECK(copy.index("b").search({.q = "soto"}).hits.size() == 1);
  CHECK(copy.index("a").check().empty());
  add(copy, "a", R"({"id":3,"title":"Menulis cerita"})");
  CHECK(copy.index("a").search({.q = "menulis"}).hits.size() == 2);
  CHECK(engine.index("a").search({.q = "menulis"}).hits.size() == 2);
}

TEST_CASE("a copy without indexes, and one that was begun before") {
  const TemporaryDirectory directory;
  Engine engine(directory.path() / "data");
  std::filesystem::create_directories(directory.path() / "copy.part" / "rest");
  engine.copy_to(directory.path() / "copy");
  CHECK(Engine(directory.path() / "copy", {.read_only = true}).indexes().empty());
  CHECK_FALSE(std::filesystem::exists(directory.path() / "copy.part"));
}

TEST_CASE("what is there is not written over, and nobody writes meanwhile") {
  const TemporaryDirectory directory;
  Engine engine(directory.path() / "data", {.lock_wait = kNoWait});
  add(engine, "a", R"({"id":1,"title":"Menulis API"})");
  CHECK(code_of([&] { engine.copy_to(directory.path() / "data"); }) == ErrorCode::kAlreadyExists);
  auto index = engine.index("a");
  index.remove("1");
  CHECK(code_of([&] { engine.copy_to(directory.path() / "copy"); }) == ErrorCode::kBusy);
  CHECK_FALSE(std::filesystem::exists(directory.path() / "copy"));
  CHECK_FALSE(std::filesystem::exists(directory.path() / "copy.part"));
  index.rollback();
  engine.copy_to(directory.path() / "copy");
  CHECK(Engine(directory.path() / "copy").index("a").document("1").has_value());
}
