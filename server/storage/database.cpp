#include "storage/database.hpp"

#include <sqlite3.h>

#include <utility>

#include "storage/sqlite_error.hpp"
#include "telusur/error.hpp"

namespace telusur::server::storage {

namespace {

constexpr int kBusyMilliseconds = 30'000;
/// What the log may keep on disk after a large transaction.
constexpr int kJournalBytes = 64 << 20;

sqlite3* open_handle(const std::string& name, int flags, int& result) {
  sqlite3* handle = nullptr;
  result = ::sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  return handle;
}

/// The name of a file for SQLite's "file:" form.
std::string uri_of(const std::filesystem::path& file) {
  std::string uri = "file:";
  for (const char c : file.string()) {
    if (c == '%' || c == '?' || c == '#') {
      constexpr char kDigits[] = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      uri.append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const noexcept { ::sqlite3_finalize(statement); }

Statement::Statement(const Database& database, std::string_view sql) : database_(&database) {
  sqlite3_stmt* statement = nullptr;
  database.check(
      ::sqlite3_prepare_v2(database.handle_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr));
  statement_.reset(statement);
}

bool Statement::step() {
  const int result = ::sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) {
    return true;
  }
  if (result != SQLITE_DONE) {
    const Error error = sqlite_error(database_->handle_.get(), database_->file(), result);
    reset();
    throw error;
  }
  return false;
}

void Statement::reset() noexcept {
  ::sqlite3_reset(statement_.get());
  ::sqlite3_clear_bindings(statement_.get());
}

bool Statement::is_null(int column) const noexcept {
  return ::sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const noexcept { return ::sqlite3_column_int64(statement_.get(), column); }

std::string Statement::text(int column) const {
  const auto* bytes = static_cast<const char*>(::sqlite3_column_blob(statement_.get(), column));
  const int size = ::sqlite3_column_bytes(statement_.get(), column);
  return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(size));
}

std::optional<std::string> Statement::optional_text(int column) const {
  return is_null(column) ? std::nullopt : std::optional(text(column));
}

void Statement::set(int place, std::int64_t value) {
  database_->check(::sqlite3_bind_int64(statement_.get(), place, value));
}

void Statement::set(int place, std::string_view value) {
  // A null pointer would bind NULL.
  const char* bytes = value.data() == nullptr ? "" : value.data();
  database_->check(::sqlite3_bind_text64(statement_.get(), place, bytes, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::set(int place, std::nullopt_t) { database_->check(::sqlite3_bind_null(statement_.get(), place)); }

void Database::Close::operator()(sqlite3* handle) const noexcept { ::sqlite3_close_v2(handle); }

Database::Database(std::filesystem::path file, Access access) : file_(std::move(file)) {
  int result = SQLITE_OK;
  const bool writes = access == Access::kReadWrite;
  handle_.reset(
      open_handle(file_.string(), writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY, result));
  check(result);
  if (!writes && ::sqlite3_exec(handle_.get(), "SELECT 1 FROM sqlite_schema", nullptr, nullptr, nullptr) != SQLITE_OK) {
    // Readers share memory by a file beside the database, which nobody can make here; so nobody writes either.
    handle_.reset(open_handle(uri_of(file_), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, result));
    check(result);
  }
  configure(access);
}

void Database::configure(Access access) {
  check(::sqlite3_busy_timeout(handle_.get(), kBusyMilliseconds));
  execute("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF");
  if (access == Access::kReadOnly) {
    prepare("SELECT count(*) FROM sqlite_schema").run();  // says now whether it can be read
    return;
  }
  Statement wal = prepare("PRAGMA journal_mode = WAL");
  if (!wal.step() || wal.text(0) != "wal") {
    throw Error(ErrorCode::kIo, "cannot keep a write-ahead log beside " + file_.string() +
                                    ": the file system must be a local one that programs can map into memory");
  }
  wal.reset();
  execute("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = " + std::to_string(kJournalBytes));
}

void Database::migrate(std::string_view component, std::span<const std::string_view> steps) {
  Transaction transaction(*this);
  execute("CREATE TABLE IF NOT EXISTS schema_versions (component TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT");
  Statement known = prepare("SELECT version FROM schema_versions WHERE component = ?");
  const auto version = static_cast<std::size_t>(known.bind(component).step() ? known.integer(0) : 0);
  known.reset();
  if (version > steps.size()) {
    throw Error(ErrorCode::kWrongFormat, file_.string() + " has version " + std::to_string(version) + " of the " +
                                             std::string(component) + ", this program knows versions up to " +
                                             std::to_string(steps.size()) + ": use the program that wrote it");
  }
  for (const std::string_view step : steps.subspan(version)) {
    execute(std::string(step));
  }
  if (version < steps.size()) {
    prepare(
        "INSERT INTO schema_versions VALUES (?, ?) ON CONFLICT (component) DO UPDATE SET version = excluded.version")
        .run(component, std::uint64_t{steps.size()});
  }
  transaction.commit();
}

void Database::execute(const std::string& sql) {
  check(::sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

std::int64_t Database::changes() const noexcept { return ::sqlite3_changes64(handle_.get()); }

std::int64_t Database::last_row() const noexcept { return ::sqlite3_last_insert_rowid(handle_.get()); }

void Database::check(int result) const {
  if (result != SQLITE_OK) {
    throw sqlite_error(handle_.get(), file_, result);
  }
}

Transaction::Transaction(Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  if (open_) {
    try {
      database_.execute("ROLLBACK");
    } catch (const Error&) {
      // SQLite has rolled back by itself, as it does when the disk is full.
      return;
    }
  }
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace telusur::server::storage
