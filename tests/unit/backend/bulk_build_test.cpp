#include "backend/bulk_build.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <csignal>
#include <set>
#include <string>

#include "backend/database_check.hpp"
#include "backend/document_list.hpp"
#include "database.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/error.hpp"

namespace backend = telusur::backend;

using telusur::test::TemporaryDirectory;

TEST_CASE("merged shards hold the documents of all of them, and are sound") {
  const TemporaryDirectory directory;
  telusur::test::build_database(directory.path(), directory / "db", {{"a", "b"}, {}, {"c"}});
  const backend::Snapshot snapshot(directory / "db");
  CHECK(snapshot.stats().documents == 3);
  for (const char* id : {"a", "b", "c"}) {
    CHECK(snapshot.document(id).has_value());
  }
  CHECK(snapshot.stored().primary_key == "id");
  CHECK(backend::check_database(directory / "db").empty());
}

TEST_CASE("a database that was built in shards takes batches like any other") {
  const TemporaryDirectory directory;
  telusur::test::build_database(directory.path(), directory / "db", {{"a"}, {"b"}});
  backend::Writer writer(directory / "db", std::chrono::milliseconds(0));
  writer.put(telusur::test::document("a", "lain"));
  CHECK(writer.remove("b"));
  writer.commit();
  CHECK(telusur::test::count(directory / "db") == 1);
  CHECK(backend::check_database(directory / "db").empty());
}

TEST_CASE("more text than one flush holds is all there") {
  const TemporaryDirectory directory;
  backend::BuildShard shard(directory / "shard");
  std::string text;
  while (text.size() < 300'000) {
    text += "kata ";
  }
  for (int i = 0; i < 4; ++i) {
    shard.add(telusur::test::document(std::to_string(i), text));
  }
  shard.finish(telusur::test::stored_index());
  backend::merge_shards({directory / "shard"}, directory / "db");
  CHECK(telusur::test::count(directory / "db") == 4);
}

TEST_CASE("the databases of a shard are merged in the order of its documents") {
  const TemporaryDirectory directory;
  backend::BuildShard shard(directory / "shard", 10'000);
  const std::string text(1'000, 'x');
  constexpr int kDocuments = 100;
  for (int i = 0; i < kDocuments; ++i) {
    shard.add(telusur::test::document(std::to_string(i), text));
  }
  const auto parts = shard.finish(telusur::test::stored_index());
  CHECK(parts.size() > 3);
  CHECK(parts.size() < 10);
  backend::merge_shards(parts, directory / "db");
  const backend::Snapshot snapshot(directory / "db");
  CHECK(snapshot.stored().primary_key == "id");
  int next = 0;
  backend::visit_documents(snapshot, [&](std::string_view stored) {
    CHECK(stored.find("\"" + std::to_string(next++) + "\"") != std::string_view::npos);
  });
  CHECK(next == kDocuments);
  CHECK(backend::check_database(directory / "db").empty());
}

TEST_CASE("a disk without room is an error that says so") {
  const TemporaryDirectory directory;
  const auto previous = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const rlimit small{40'000, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  std::string message;
  telusur::ErrorCode code = telusur::ErrorCode::kInternal;
  try {
    backend::BuildShard shard(directory / "shard");
    for (int i = 0; i < 1000; ++i) {
      shard.add(telusur::test::document(std::to_string(i), "kata" + std::to_string(i)));
    }
    shard.finish(telusur::test::stored_index());
  } catch (const telusur::Error& error) {
    code = error.code();
    message = error.what();
  }
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, previous);
  CHECK(code == telusur::ErrorCode::kNoSpace);
  CHECK(message.starts_with("no space left: cannot build the index in " + directory.path().string()));
}
