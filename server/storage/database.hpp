#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace telusur::server::storage {

class Database;

/// A prepared SQL statement. Belongs to the thread of its database, which must outlive it.
///
/// `statement.run(a, b)` binds and runs one that yields no rows; `for (statement.bind(a); statement.step();)` reads
/// rows.
class Statement {
 public:
  Statement(Statement&&) noexcept = default;
  Statement& operator=(Statement&&) noexcept = default;
  ~Statement() = default;

  /// Begins anew with these values in the place of the first, second, … `?`: integers, text, or nothing (NULL).
  /// Text is copied.
  template <typename... Values>
  Statement& bind(const Values&... values) {
    reset();
    int place = 0;
    (set(++place, values), ...);
    return *this;
  }

  /// Runs to the end.
  template <typename... Values>
  void run(const Values&... values) {
    bind(values...);
    while (step()) {
    }
    reset();
  }

  /// Goes to the next row; false when there is none. @throws Error as Database.
  bool step();

  /// Ends a run that is under way, and with it the read lock it may hold.
  void reset() noexcept;

  // Of the current row; columns count from 0.
  bool is_null(int column) const noexcept;
  std::int64_t integer(int column) const noexcept;
  std::string text(int column) const;
  std::optional<std::string> optional_text(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  Statement(const Database& database, std::string_view sql);

  void set(int place, std::int64_t value);
  void set(int place, int value) { set(place, std::int64_t{value}); }
  void set(int place, std::uint64_t value) { set(place, static_cast<std::int64_t>(value)); }
  void set(int place, std::string_view value);
  void set(int place, const char* value) { set(place, std::string_view(value)); }
  void set(int place, const std::string& value) { set(place, std::string_view(value)); }
  void set(int place, std::nullopt_t);
  template <typename Value>
  void set(int place, const std::optional<Value>& value) {
    value ? set(place, *value) : set(place, std::nullopt);
  }

  const Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// How a database is opened.
enum class Access {
  kReadWrite,  ///< created when missing
  kReadOnly,   ///< never written to: for a disk that is read only
};

/// One connection to an SQLite database: write-ahead log, synchronous FULL, so that a commit that returned outlasts a
/// loss of power.
///
/// One thread at a time; for more, a connection each. Several connections, of other processes too, may write: one waits
/// 30 s for another. Every member may throw Error: kNoSpace and kPermission (nothing of the transaction was stored),
/// kBusy, kCorrupt, kIo, kAlreadyExists for a broken constraint.
class Database {
 public:
  explicit Database(std::filesystem::path file, Access access = Access::kReadWrite);
  Database(Database&&) noexcept = default;
  ~Database() = default;

  const std::filesystem::path& file() const noexcept { return file_; }

  /// Brings the tables of one component to its last version: runs the steps that this database has not seen, in
  /// one transaction with the note that they were run. Steps may be added at the end and never changed.
  /// @throws Error kWrongFormat when a later version of the program has been here.
  void migrate(std::string_view component, std::span<const std::string_view> steps);

  /// Runs statements separated by semicolons, none of which yields rows.
  void execute(const std::string& sql);

  Statement prepare(std::string_view sql) const { return {*this, sql}; }

  /// Rows that the last INSERT, UPDATE or DELETE changed.
  std::int64_t changes() const noexcept;
  /// The rowid that the last INSERT gave.
  std::int64_t last_row() const noexcept;

 private:
  friend class Statement;
  struct Close {
    void operator()(sqlite3* handle) const noexcept;
  };
  void check(int result) const;
  void configure(Access access);

  std::filesystem::path file_;
  std::unique_ptr<sqlite3, Close> handle_;
};

/// Changes that are stored all together by `commit`, or not at all. Takes the right to write at once.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace telusur::server::storage
