#include "engine/index_store.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "support/error.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

namespace engine = telusur::engine;
namespace fs = std::filesystem;

using telusur::ErrorCode;
using telusur::test::error_of;
using telusur::test::TemporaryDirectory;

namespace {

telusur::Options quick() {
  telusur::Options options;
  options.lock_wait = std::chrono::milliseconds(20);
  return options;
}

/// Publishes a new generation of an index.
void rebuild(const fs::path& data, const std::string& uid) {
  telusur::Engine writer(data);
  auto builder = writer.rebuild(uid);
  builder.add(telusur::Document::parse(R"({"id":"1","title":"kopi"})"));
  builder.publish();
}

}  // namespace

TEST_CASE("an open generation stays until nobody holds it, and the next opening sees the new one") {
  const TemporaryDirectory data;
  rebuild(data.path(), "artikel");
  engine::IndexStore store(data.path(), quick());
  auto held = store.open("artikel");
  CHECK(store.open("artikel") == held);

  rebuild(data.path(), "artikel");
  const auto next = store.open("artikel");
  CHECK(next != held);
  CHECK(next->entry.generation == held->entry.generation + 1);
  CHECK(fs::is_directory(held->directory));

  const fs::path old = held->directory;
  held.reset();
  store.update_catalog([](telusur::catalog::CatalogState&) {});
  CHECK_FALSE(fs::exists(old));
  CHECK(fs::is_directory(next->directory));
}

TEST_CASE("an index that is not there, or whose directory is gone, is named") {
  const TemporaryDirectory data;
  rebuild(data.path(), "artikel");
  engine::IndexStore store(data.path(), quick());
  const auto missing = error_of([&] { store.open("berita"); });
  CHECK(missing.code() == ErrorCode::kNotFound);
  CHECK(missing.subject() == "index");
  CHECK(std::string(missing.what()).find("'berita'") != std::string::npos);

  fs::remove_all(telusur::catalog::generation_directory(data.path(), store.entry("artikel")));
  const auto gone = error_of([&] { store.open("artikel"); });
  CHECK(gone.code() == ErrorCode::kCorrupt);
  CHECK(std::string(gone.what()).find("telusur-indexer build") != std::string::npos);
}

TEST_CASE("one writer at a time, and the other is told how long it waited") {
  const TemporaryDirectory data;
  rebuild(data.path(), "artikel");
  engine::IndexStore first(data.path(), quick());
  engine::IndexStore second(data.path(), quick());
  const auto directory = first.entry("artikel").directory;
  {
    const auto lock = first.lock_for_writing("artikel", directory);
    const auto busy = error_of([&] { second.lock_for_writing("artikel", directory); });
    CHECK(busy.code() == ErrorCode::kBusy);
    CHECK(std::string(busy.what()).find("20 ms") != std::string::npos);
  }
  CHECK(second.lock_for_writing("artikel", directory));
}

TEST_CASE("read only: nothing is written, and whatever writes says so") {
  const TemporaryDirectory data;
  rebuild(data.path(), "artikel");
  fs::remove_all(data.path() / "cache");
  auto options = quick();
  options.read_only = true;
  engine::IndexStore store(data.path(), options);
  CHECK(store.open("artikel")->entry.generation == 1);
  for (const auto& refusal :
       {error_of([&] { store.begin_rebuild("artikel"); }), error_of([&] { store.lock_for_writing("artikel", "x"); }),
        error_of([&] { store.update_catalog([](telusur::catalog::CatalogState&) {}); })}) {
    CHECK(refusal.code() == ErrorCode::kPermission);
    CHECK(std::string(refusal.what()).find(data.path().string()) != std::string::npos);
  }
  CHECK(store.analyzer()->analyze("menulis").size() == 1);
  CHECK_FALSE(fs::exists(data.path() / "cache"));

  options.read_only = true;
  CHECK(error_of([&] { engine::IndexStore(data.path() / "none", options); }).code() == ErrorCode::kNotFound);
}

TEST_CASE("a data directory that is a file is an error that names it") {
  const TemporaryDirectory data;
  std::ofstream(data.path() / "file") << "x";
  const auto error = error_of([&] { engine::IndexStore(data.path() / "file", quick()); });
  CHECK(error.code() == ErrorCode::kNotFound);
  CHECK(std::string(error.what()).find((data.path() / "file").string()) != std::string::npos);
}

TEST_CASE("a construction that must be new is refused where an index is") {
  const TemporaryDirectory data;
  rebuild(data.path(), "artikel");
  engine::IndexStore store(data.path(), quick());
  CHECK(error_of([&] { store.construct_new("artikel"); }).code() == ErrorCode::kAlreadyExists);
  auto late = store.construct_new("berita");
  rebuild(data.path(), "berita");
  CHECK(error_of([&] { store.publish("berita", late, {}); }).code() == ErrorCode::kAlreadyExists);
}

TEST_CASE("what killed processes left goes at the next beginning, and what lives stays") {
  const TemporaryDirectory data;
  rebuild(data.path(), "artikel");
  engine::IndexStore store(data.path(), quick());
  const std::string index = "indexes/" + store.entry("artikel").directory;
  data.write(index + "/.building-dead/lease", "");
  data.write(index + "/.building-dead/shard-0/postlist.glass", "x");
  data.write("indexes/other/.building-dead/lease", "");
  const auto living = store.begin_rebuild("artikel");
  CHECK_FALSE(fs::exists(data / index / ".building-dead"));
  CHECK_FALSE(fs::exists(data / "indexes/other"));
  store.construct_new("berita");
  CHECK(fs::exists(living.construction.scratch("lease")));
  CHECK(telusur::catalog::construction_under_way(data.path(), living.construction.directory()) ==
        living.construction.name());
}
