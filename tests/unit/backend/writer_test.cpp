#include "backend/writer.hpp"

#include <doctest/doctest.h>

#include <string>

#include "database.hpp"
#include "support/error.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/error.hpp"

using telusur::Error;
using telusur::ErrorCode;
using telusur::backend::Snapshot;
using telusur::backend::Writer;
using telusur::test::code_of;
using telusur::test::count;
using telusur::test::document;
using telusur::test::TemporaryDirectory;

namespace {

constexpr std::chrono::milliseconds kNoWait{0};

}  // namespace

TEST_CASE("a new database is empty and knows what it was made with") {
  const TemporaryDirectory directory;
  auto stored = telusur::test::stored_index();
  stored.settings = telusur::Settings::articles();
  Writer::create(directory / "db", stored);
  const Snapshot snapshot(directory / "db");
  CHECK(snapshot.stats().documents == 0);
  CHECK(snapshot.stored().settings == stored.settings);
  CHECK(snapshot.stored().primary_key == "id");
  CHECK(snapshot.stored().updated_at == stored.updated_at);
}

TEST_CASE("a batch is applied whole by its commit, with what the index knows about itself") {
  const TemporaryDirectory directory;
  telusur::test::create_database(directory / "db", {"soto", "rendang"});
  Writer writer(directory / "db", kNoWait);
  writer.put(document("0", "gulai"));
  writer.put(document("2", "sate"));
  CHECK(writer.remove("1"));
  CHECK_FALSE(writer.remove("9"));
  auto stored = writer.stored();
  stored.updated_at = "later";
  writer.set_stored(stored);
  CHECK(count(directory / "db") == 2);
  CHECK(Snapshot(directory / "db").document("2") == std::nullopt);
  writer.commit();
  const Snapshot snapshot(directory / "db");
  CHECK(snapshot.document("0") == R"({"id":"0","title":"gulai"})");
  CHECK(snapshot.document("1") == std::nullopt);
  CHECK(snapshot.document("2") == R"({"id":"2","title":"sate"})");
  CHECK(snapshot.stored().updated_at == "later");
}

TEST_CASE("an abandoned batch leaves nothing, and lets the next writer in") {
  const TemporaryDirectory directory;
  telusur::test::create_database(directory / "db", {"soto"});
  {
    Writer writer(directory / "db", kNoWait);
    writer.put(document("1", "rendang"));
    writer.remove("0");
  }
  CHECK(count(directory / "db") == 1);
  Writer(directory / "db", kNoWait).commit();
  CHECK(Snapshot(directory / "db").document("0").has_value());
}

TEST_CASE("a database has one writer at a time") {
  const TemporaryDirectory directory;
  telusur::test::create_database(directory / "db");
  const Writer writer(directory / "db", kNoWait);
  CHECK(code_of([&] { Writer(directory / "db", kNoWait); }) == ErrorCode::kBusy);
}

TEST_CASE("rewriting visits every document once, those of the batch too, and keeps their number") {
  const TemporaryDirectory directory;
  telusur::test::create_database(directory / "db", {"soto", "rendang"});
  Writer writer(directory / "db", kNoWait);
  writer.put(document("2", "sate"));
  int visits = 0;
  writer.rewrite([&](std::string_view json) {
    ++visits;
    const auto stored = telusur::schema::parse_json(json, "test");
    return document(stored.at("id"), "baru " + stored.at("title").get<std::string>());
  });
  writer.commit();
  CHECK(visits == 3);
  CHECK(count(directory / "db") == 3);
  CHECK(Snapshot(directory / "db").document("2") == R"({"id":"2","title":"baru sate"})");
}

TEST_CASE("what cannot be opened says why") {
  const TemporaryDirectory directory;
  CHECK(code_of([&] { Writer(directory / "none", kNoWait); }) == ErrorCode::kCorrupt);
  directory.write("db/iamglass", "not a database");
  CHECK(code_of([&] { Writer(directory / "db", kNoWait); }) == ErrorCode::kCorrupt);
}
