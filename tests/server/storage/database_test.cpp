#include "storage/database.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/temporary_directory.hpp"
#include "telusur/error.hpp"

using telusur::Error;
using telusur::ErrorCode;
using namespace telusur::server::storage;

namespace {

constexpr std::string_view kFirst[] = {"CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT)"};
constexpr std::string_view kSecond[] = {kFirst[0],
                                        "ALTER TABLE notes ADD COLUMN rank INTEGER; INSERT INTO notes(text) "
                                        "VALUES ('added by the second step')"};

class Fixture {
 public:
  std::filesystem::path file() const { return directory_.path() / "server.db"; }
  Database open() const {
    Database database(file());
    database.migrate("notes", kFirst);
    return database;
  }

 private:
  telusur::test::TemporaryDirectory directory_;
};

std::vector<std::string> notes(const Database& database) {
  std::vector<std::string> out;
  Statement all = database.prepare("SELECT text FROM notes ORDER BY id");
  while (all.step()) {
    out.push_back(all.text(0));
  }
  return out;
}

template <typename Body>
std::optional<ErrorCode> code_of(Body body) {
  try {
    body();
  } catch (const Error& error) {
    return error.code();
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "values come back as they were stored") {
  Database database = open();
  Statement insert = database.prepare("INSERT INTO notes(id, text) VALUES (?, ?)");
  insert.run(std::int64_t{-5}, std::string("a\0b\xff", 4));
  insert.run(std::nullopt, std::string_view());
  CHECK(database.last_row() == 1);
  insert.run(std::optional<std::int64_t>(7), std::optional<std::string>());
  CHECK(database.changes() == 1);
  Statement all = database.prepare("SELECT id, text FROM notes WHERE id > ? ORDER BY id");
  all.bind(-10);
  REQUIRE(all.step());
  CHECK(all.integer(0) == -5);
  CHECK(all.text(1) == std::string("a\0b\xff", 4));
  REQUIRE(all.step());
  CHECK_FALSE(all.is_null(1));
  CHECK(all.text(1).empty());
  REQUIRE(all.step());
  CHECK(all.is_null(1));
  CHECK_FALSE(all.optional_text(1).has_value());
  CHECK_FALSE(all.step());
}

TEST_CASE_FIXTURE(Fixture, "commits are logged ahead and synced in full") {
  const Database database = open();
  Statement mode = database.prepare("PRAGMA journal_mode");
  REQUIRE(mode.step());
  CHECK(mode.text(0) == "wal");
  Statement synchronous = database.prepare("PRAGMA synchronous");
  REQUIRE(synchronous.step());
  CHECK(synchronous.integer(0) == 2);
}

TEST_CASE_FIXTURE(Fixture, "a transaction is stored whole or not at all") {
  Database database = open();
  {
    Transaction transaction(database);
    database.execute("INSERT INTO notes(text) VALUES ('forgotten')");
  }
  {
    Transaction transaction(database);
    database.execute("INSERT INTO notes(text) VALUES ('kept')");
    transaction.commit();
  }
  CHECK(notes(Database(file())) == std::vector<std::string>{"kept"});
}

TEST_CASE_FIXTURE(Fixture, "each step of a component runs once, and components do not know each other") {
  constexpr std::string_view kOther[] = {"CREATE TABLE others (id INTEGER PRIMARY KEY)"};
  open();
  Database database(file());
  database.migrate("notes", kSecond);
  database.migrate("notes", kSecond);
  database.migrate("others", kOther);
  CHECK(notes(database) == std::vector<std::string>{"added by the second step"});
}

TEST_CASE_FIXTURE(Fixture, "a step that fails leaves the version as it was") {
  constexpr std::string_view kBroken[] = {kFirst[0],
                                          "INSERT INTO notes(text) VALUES ('half'); INSERT INTO nowhere VALUES (1)"};
  Database database = open();
  CHECK(code_of([&] { database.migrate("notes", kBroken); }) == ErrorCode::kInternal);
  CHECK(notes(database).empty());
  database.migrate("notes", kSecond);
  CHECK(notes(database).size() == 1);
}

TEST_CASE_FIXTURE(Fixture, "an older program leaves a newer database alone") {
  Database(file()).migrate("notes", kSecond);
  Database database(file());
  CHECK(code_of([&] { database.migrate("notes", kFirst); }) == ErrorCode::kWrongFormat);
}

TEST_CASE_FIXTURE(Fixture, "two connections write in turn") {
  open();
  const auto write = [this] {
    Database database(file());
    for (int i = 0; i < 20; ++i) {
      Transaction transaction(database);
      database.execute("INSERT INTO notes(text) VALUES ('x')");
      transaction.commit();
    }
  };
  std::thread other(write);
  write();
  other.join();
  CHECK(notes(Database(file())).size() == 40);
}

TEST_CASE_FIXTURE(Fixture, "failures are named by who can act") {
  Database database = open();
  database.execute("CREATE UNIQUE INDEX once ON notes(text)");
  Statement insert = database.prepare("INSERT INTO notes(text) VALUES (?)");
  insert.run("a");
  CHECK(code_of([&] { insert.run("a"); }) == ErrorCode::kAlreadyExists);
  insert.run("b");  // the statement can be used again
  // SQLite's own limit of pages stands for a full disk.
  database.execute("PRAGMA max_page_count = 5");
  CHECK(code_of([&] { insert.run(std::string(100'000, 'c')); }) == ErrorCode::kNoSpace);
  insert.run("d");
  CHECK(notes(database) == std::vector<std::string>{"a", "b", "d"});
}

TEST_CASE("a path that cannot be a database is named") {
  const telusur::test::TemporaryDirectory directory;
  CHECK(code_of([&] { Database(directory.path() / "missing" / "server.db"); }) == ErrorCode::kIo);
  std::ofstream(directory.path() / "text.db") << std::string(4096, 'x');
  try {
    const Database database(directory.path() / "text.db");
    FAIL("a text file was opened as a database");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::kCorrupt);
    CHECK(std::string_view(error.what()).find("text.db") != std::string_view::npos);
  }
}

TEST_CASE_FIXTURE(Fixture, "without writing, a database can be read and not changed") {
  CHECK(code_of([&] { Database(file(), Access::kReadOnly); }) == ErrorCode::kIo);
  open().execute("INSERT INTO notes(text) VALUES ('kept')");
  Database database(file(), Access::kReadOnly);
  CHECK(notes(database) == std::vector<std::string>{"kept"});
  CHECK(code_of([&] { database.execute("DELETE FROM notes"); }) == ErrorCode::kPermission);
}
