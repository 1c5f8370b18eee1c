// Files of a data directory that are cut short, overwritten or gone.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "support/error.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

using telusur::Engine;
using telusur::Error;
using telusur::ErrorCode;
using telusur::test::code_of;
using telusur::test::error_of;

namespace {

/// Whether a call succeeds, or finds the index damaged.
bool is_damage_or_none(const auto& call) {
  try {
    call();
    return true;
  } catch (const Error& error) {
    CAPTURE(error.what());
    return error.code() == ErrorCode::kCorrupt;
  }
}

}  // namespace

TEST_CASE("damage is found") {
  const telusur::test::TemporaryDirectory directory;
  Engine engine(directory.path());
  auto builder = engine.rebuild("a");
  builder.add_json(R"({"id":1,"title":"soto"})");
  builder.publish();
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory.path())) {
    if (entry.path().filename() == "postlist.glass") {
      std::filesystem::resize_file(entry.path(), entry.file_size() - 1);
    }
  }
  CHECK_FALSE(engine.index("a").check().empty());
}

TEST_CASE("a table of positions that is gone is found, also when the index was written to since it was built") {
  const telusur::test::TemporaryDirectory directory;
  Engine engine(directory.path());
  telusur::Index index = engine.create_index("a");
  CHECK(index.check().empty());
  const auto add = [&](const std::string& json) {
    index.add_json(json);
    index.commit();
    return index.check();
  };
  CHECK(add(R"({"id":1})").empty());
  CHECK(add(R"({"id":2,"n":5})").empty());
  CHECK(add(R"({"id":3,"title":"soto ayam"})").empty());
  for (const auto& file : std::filesystem::recursive_directory_iterator(directory.path() / "indexes")) {
    if (file.path().filename() == "position.glass") {
      std::filesystem::remove(file.path());
    }
  }
  const auto findings = Engine(directory.path()).index("a").check();
  REQUIRE_FALSE(findings.empty());
  CHECK(findings.front().find("position.glass") != std::string::npos);
}

TEST_CASE("whichever file of an index is cut short or overwritten, it is told as damage, and a rebuild mends it") {
  for (const std::string name : {"iamglass", "postlist.glass", "docdata.glass", "termlist.glass", "position.glass"}) {
    for (const bool overwritten : {false, true}) {
      CAPTURE(name);
      CAPTURE(overwritten);
      const telusur::test::TemporaryDirectory data;
      Engine engine(data.path());
      const auto build = [&] {
        auto builder = engine.rebuild("a");
        for (int id = 0; id < 3000; ++id) {
          builder.add_json(R"({"id":)" + std::to_string(id) + R"(,"title":"soto )" + std::to_string(id * 7919) + "\"}");
        }
        builder.publish();
      };
      build();
      for (const auto& file : std::filesystem::recursive_directory_iterator(data.path() / "indexes")) {
        if (file.path().filename() != name || file.file_size() == 0) {
          continue;
        }
        if (overwritten) {
          std::ofstream(file.path(), std::ios::binary) << std::string(file.file_size(), '\x55');
        } else {
          std::filesystem::resize_file(file.path(), file.file_size() / 2);
        }
      }
      engine.create_index("b");
      Engine again(data.path());
      CHECK_FALSE(again.index("a").check().empty());
      // Not every file is read by each of them.
      CHECK(is_damage_or_none([&] { again.index("a").stats(); }));
      CHECK(is_damage_or_none([&] { again.index("a").search({.q = "soto"}); }));
      CHECK(is_damage_or_none([&] { again.index("a").document("2999"); }));
      CHECK(again.indexes().size() == 2);
      CHECK(again.index("b").stats().documents == 0);
      build();
      CHECK(again.index("a").stats().documents == 3000);
    }
  }
}

TEST_CASE("a damaged index is listed beside the others") {
  const telusur::test::TemporaryDirectory data;
  {
    Engine engine(data.path());
    engine.create_index("a");
    engine.create_index("b");
  }
  const Engine engine(data.path());
  engine.index("b").stats();
  for (const auto& file : std::filesystem::recursive_directory_iterator(data.path() / "indexes")) {
    if (file.path().filename() == "iamglass") {
      std::filesystem::resize_file(file.path(), 1);
    }
  }
  const auto infos = engine.indexes();
  REQUIRE(infos.size() == 2);
  CHECK(infos[0].uid == "a");
  CHECK(infos[0].generation == 1);
  CHECK(code_of([&] { engine.index("a").stats(); }) == ErrorCode::kCorrupt);
}

TEST_CASE("a lost catalog is told, and takes no index with it") {
  const telusur::test::TemporaryDirectory data;
  const auto generations = [&] {
    std::set<std::filesystem::path> found;
    for (const auto& file : std::filesystem::recursive_directory_iterator(data.path() / "indexes")) {
      if (file.path().filename() == "iamglass") {
        found.insert(file.path());
      }
    }
    return found;
  };
  {
    Engine engine(data.path());
    engine.create_index("a");
    engine.create_index("b");
  }
  const auto before = generations();
  std::filesystem::remove(data.path() / "catalog.json");
  for (const bool read_only : {false, true}) {
    const Error error = error_of([&] { Engine(data.path(), {.read_only = read_only}); });
    CHECK(error.code() == ErrorCode::kCorrupt);
    CHECK(std::string(error.what()).find("catalog.json") != std::string::npos);
  }
  CHECK(generations() == before);
}

TEST_CASE("a directory in which nothing was published yet may be used again") {
  const telusur::test::TemporaryDirectory data;
  { const Engine engine(data.path()); }
  CHECK(std::filesystem::exists(data.path() / "catalog.json"));
  std::filesystem::create_directories(data.path() / "indexes/0123456789abcdef/.building-1");
  std::filesystem::remove(data.path() / "catalog.json");
  CHECK(Engine(data.path()).create_index("a").stats().documents == 0);
}
