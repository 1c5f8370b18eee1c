#include "catalog/generation.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "support/temporary_directory.hpp"
#include "telusur/error.hpp"

namespace catalog = telusur::catalog;
namespace fs = std::filesystem;

using catalog::Construction;
using catalog::GenerationLease;
using telusur::test::TemporaryDirectory;

namespace {

constexpr std::chrono::milliseconds kNoWait{0};

/// Publishes generation `number` of the index in directory "idx" and returns its directory.
fs::path published(const TemporaryDirectory& data, std::uint64_t number) {
  Construction construction(data.path(), "idx");
  fs::create_directories(construction.result());
  construction.move_into_place(number);
  return data / "indexes" / "idx" / std::to_string(number);
}

catalog::CatalogState naming(std::uint64_t generation) {
  catalog::CatalogState state;
  state.indexes["a"] = {
      .directory = "idx", .generation = generation, .primary_key = "", .created_at = "", .updated_at = ""};
  return state;
}

}  // namespace

TEST_CASE("a finished construction moves into the place of its generation and leaves nothing behind") {
  const TemporaryDirectory data;
  const fs::path directory = published(data, 3);
  CHECK(directory == catalog::generation_directory(data.path(), naming(3).indexes.at("a")));
  CHECK(fs::exists(directory / "lease"));
  CHECK(std::distance(fs::directory_iterator(directory.parent_path()), fs::directory_iterator()) == 1);
}

TEST_CASE("an abandoned construction is removed with its scratch files") {
  const TemporaryDirectory data;
  {
    Construction construction(data.path(), "idx");
    fs::create_directories(construction.scratch("shard-0"));
    Construction moved = std::move(construction);
    CHECK(fs::exists(moved.scratch("shard-0")));
  }
  CHECK(fs::is_empty(data / "indexes" / "idx"));
}

TEST_CASE("a construction cannot take the place of a generation that is there") {
  const TemporaryDirectory data;
  published(data, 1);
  Construction second(data.path(), "idx");
  fs::create_directories(second.result());
  CHECK_THROWS_AS(second.move_into_place(1), telusur::Error);
}

TEST_CASE("a replaced generation goes when nobody has a lease on it") {
  const TemporaryDirectory data;
  const fs::path first = published(data, 1);
  const fs::path second = published(data, 2);
  {
    const auto reader = GenerationLease::take(first);
    REQUIRE(reader.has_value());
    catalog::remove_unused(data.path(), naming(2));
    CHECK(fs::exists(first / "lease"));
  }
  catalog::remove_unused(data.path(), naming(2));
  CHECK_FALSE(fs::exists(first));
  CHECK(fs::exists(second / "lease"));
  CHECK_FALSE(GenerationLease::take(first).has_value());
  CHECK(GenerationLease::take(second).has_value());
}

TEST_CASE("a generation that is being deleted gives no lease") {
  const TemporaryDirectory data;
  const fs::path directory = published(data, 1);
  const auto deleting =
      telusur::base::lock_file(directory / "lease", telusur::base::LockMode::kExclusive, kNoWait, false);
  CHECK_FALSE(GenerationLease::take(directory).has_value());
}

TEST_CASE("constructions under way stay; those whose process is gone, and half-deleted generations, go") {
  const TemporaryDirectory data;
  published(data, 1);
  const Construction under_way(data.path(), "idx");
  // What kill -9 leaves: a lease without a holder; and a deletion broken off after the lease file went.
  data.write("indexes/idx/.building-dead/lease", "");
  data.write("indexes/idx/.building-dead/shard-0/postlist.glass", "x");
  data.write("indexes/idx/7/postlist.glass", "x");
  data.write("indexes/gone/write.lock", "");
  catalog::remove_unused(data.path(), naming(1));
  CHECK(fs::exists(under_way.scratch("lease")));
  CHECK_FALSE(fs::exists(data / "indexes/idx/.building-dead"));
  CHECK_FALSE(fs::exists(data / "indexes/idx/7"));
  CHECK_FALSE(fs::exists(data / "indexes/gone"));
  CHECK(fs::exists(data / "indexes/idx/1/lease"));
}

TEST_CASE("the directory of a deleted index stays while somebody writes to it") {
  const TemporaryDirectory data;
  const auto writer = catalog::lock_for_writing(data.path(), "gone", kNoWait);
  REQUIRE(writer);
  CHECK_FALSE(catalog::lock_for_writing(data.path(), "gone", kNoWait));
  catalog::remove_unused(data.path(), {});
  CHECK(fs::exists(data / "indexes/gone/write.lock"));
}

TEST_CASE("a data directory without indexes has nothing to remove") {
  const TemporaryDirectory data;
  catalog::remove_unused(data.path(), {});
  CHECK(fs::is_empty(data.path()));
}

TEST_CASE("names of new directories are 16 hexadecimal digits and differ") {
  std::set<std::string> names;
  for (int i = 0; i < 1000; ++i) {
    const std::string name = catalog::new_index_directory();
    CHECK(name.size() == 16);
    CHECK(name.find_first_not_of("0123456789abcdef") == std::string::npos);
    names.insert(name);
  }
  CHECK(names.size() == 1000);
}
