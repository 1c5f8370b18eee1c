#include "tasks/store.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace telusur::server::tasks {

namespace {

using nlohmann::ordered_json;
using storage::Database;
using storage::Statement;
using storage::Transaction;

constexpr std::string_view kSteps[] = {R"(
CREATE TABLE tasks (
  uid INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER,
  index_uid TEXT,
  status TEXT NOT NULL,
  type TEXT NOT NULL,
  canceled_by INTEGER,
  details TEXT NOT NULL,
  error TEXT,
  arguments TEXT NOT NULL,
  payload_bytes INTEGER NOT NULL,
  enqueued_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER
) STRICT;
CREATE INDEX tasks_pending ON tasks (uid) WHERE status IN ('enqueued', 'processing');
CREATE TABLE payloads (uid INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
)",
                                       "ALTER TABLE tasks ADD COLUMN custom_metadata TEXT;", R"(
CREATE TABLE payload_parts (
  uid INTEGER NOT NULL,
  part INTEGER NOT NULL,
  lines TEXT NOT NULL,
  PRIMARY KEY (uid, part)
) STRICT;
INSERT INTO payload_parts SELECT uid, 0, body FROM payloads;
DROP TABLE payloads;
)"};

/// Documents of a task that are stored, and parsed, together; parsed JSON takes ten times its text and more.
constexpr std::size_t kPartBytes = std::size_t{1} << 20;

/// Ended tasks that are kept; of more, the oldest go.
constexpr std::int64_t kMostTasks = 1'000'000;

constexpr char kColumns[] =
    "uid, batch, index_uid, type, status, canceled_by, details, error, enqueued_at, started_at, finished_at, "
    "custom_metadata";
constexpr char kPending[] = "status IN ('enqueued', 'processing')";

std::optional<std::int64_t> optional_integer(const Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.integer(column));
}

Task task_of(const Statement& row) {
  return {row.integer(0),
          optional_integer(row, 1),
          row.optional_text(2),
          row.text(3),
          row.text(4),
          optional_integer(row, 5),
          row.text(6),
          row.optional_text(7),
          row.integer(8),
          optional_integer(row, 9),
          optional_integer(row, 10),
          row.optional_text(11)};
}

PendingTask pending_of(const Statement& row) { return {task_of(row), row.text(12), row.integer(13)}; }

/// How the arguments of a deletion by ids begin; one by a filter sees what was committed before it.
constexpr std::string_view kByIds = R"({"ids")";

/// True for tasks that go into one commit with their neighbours.
bool joins(const PendingTask& task, const BatchLimits& limits) {
  const bool one_by_one = task.task.type == type::kDocumentAddition ||
                          (task.task.type == type::kDocumentDeletion && task.arguments.starts_with(kByIds));
  return one_by_one && task.payload_bytes <= limits.payload_bytes_of_each;
}

}  // namespace

std::int64_t bytes_of(const NewTask& task) noexcept {
  return static_cast<std::int64_t>(task.arguments.size() + (task.payload ? task.payload->size() : 0));
}

TaskStore::TaskStore(const std::filesystem::path& file)
    : writing_(file), reading_((writing_.migrate("tasks", kSteps), file)) {
  waiting_bytes_ = backlog().payload_bytes;
}

std::vector<Task> TaskStore::add(std::span<const NewTask* const> tasks) {
  const std::lock_guard guard(write_mutex_);
  Transaction transaction(writing_);
  Statement insert = writing_.prepare(
      "INSERT INTO tasks (index_uid, status, type, details, arguments, payload_bytes, enqueued_at, "
      "custom_metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  Statement insert_part = writing_.prepare("INSERT INTO payload_parts (uid, part, lines) VALUES (?, ?, ?)");
  std::vector<Task> added;
  std::int64_t added_bytes = 0;
  for (const NewTask* task : tasks) {
    const api::Timestamp now = api::now();
    const std::int64_t bytes = bytes_of(*task);
    added_bytes += bytes;
    insert.run(task->index_uid, status::kEnqueued, task->type, task->details, task->arguments, bytes, now,
               task->custom_metadata);
    const std::int64_t uid = writing_.last_row();
    if (task->payload) {
      storage::LineReader parts(*task->payload, kPartBytes);
      std::int64_t part = 0;
      for (std::string lines = parts.next(); !lines.empty(); lines = parts.next()) {
        insert_part.run(uid, part++, lines);
      }
    }
    added.push_back({.uid = uid,
                     .index_uid = task->index_uid,
                     .type = std::string(task->type),
                     .status = std::string(status::kEnqueued),
                     .details = task->details,
                     .enqueued_at = now,
                     .custom_metadata = task->custom_metadata});
  }
  transaction.commit();
  waiting_bytes_ += added_bytes;
  return added;
}

std::optional<Task> TaskStore::find(std::int64_t uid) const {
  const std::lock_guard guard(read_mutex_);
  Statement row = reading_.prepare(std::string("SELECT ") + kColumns + " FROM tasks WHERE uid = ?");
  return row.bind(uid).step() ? std::optional(task_of(row)) : std::nullopt;
}

TaskPage TaskStore::list(const TaskFilter& filter, const TaskRange& range) const {
  const std::lock_guard guard(read_mutex_);
  const std::string where = filter.where();
  const std::string values = filter.json();
  TaskPage page;
  Statement count = reading_.prepare("SELECT count(*) FROM tasks WHERE " + where);
  page.total = count.bind(values).step() ? static_cast<std::uint64_t>(count.integer(0)) : 0;
  const std::string order = range.reverse ? "uid >= ?2 ORDER BY uid" : "uid <= ?2 ORDER BY uid DESC";
  Statement rows = reading_.prepare(std::string("SELECT ") + kColumns + " FROM tasks WHERE " + where + " AND " + order);
  rows.bind(values, range.from.value_or(range.reverse ? 0 : INT64_MAX));
  while (rows.step()) {
    if (page.tasks.size() == range.limit) {
      page.next = rows.integer(0);
      break;
    }
    page.tasks.push_back(task_of(rows));
  }
  return page;
}

Backlog TaskStore::backlog() const {
  const std::lock_guard guard(read_mutex_);
  Statement row = reading_.prepare(
      std::string("SELECT count(*), coalesce(sum(payload_bytes), 0), min(enqueued_at) FROM tasks WHERE ") + kPending);
  row.bind().step();
  return {row.integer(0), row.integer(1), optional_integer(row, 2)};
}

std::vector<PendingTask> TaskStore::next_batch(const BatchLimits& limits) const {
  const std::lock_guard guard(read_mutex_);
  const std::string select =
      std::string("SELECT ") + kColumns + ", arguments, payload_bytes FROM tasks WHERE " + kPending;
  Statement first = reading_.prepare(select +
                                     " AND type IN ('taskCancelation', 'taskDeletion') "
                                     "ORDER BY type = 'taskDeletion', uid LIMIT 1");
  if (first.bind().step()) {
    return {pending_of(first)};
  }
  std::vector<PendingTask> batch;
  std::int64_t bytes = 0;
  Statement rows = reading_.prepare(select + " ORDER BY uid");
  rows.bind();
  while (batch.size() < limits.tasks && rows.step()) {
    PendingTask task = pending_of(rows);
    bytes += task.payload_bytes;
    const bool follows = !batch.empty() && joins(task, limits) && task.task.index_uid == batch.front().task.index_uid &&
                         bytes <= limits.payload_bytes;
    if (!batch.empty() && !follows) {
      break;
    }
    batch.push_back(std::move(task));
    if (!joins(batch.front(), limits)) {
      break;
    }
  }
  return batch;
}

std::optional<std::string> TaskStore::payload_part(std::int64_t uid, std::int64_t part) const {
  const std::lock_guard guard(read_mutex_);
  Statement row = reading_.prepare("SELECT lines FROM payload_parts WHERE uid = ? AND part = ?");
  return row.bind(uid, part).step() ? std::optional(row.text(0)) : std::nullopt;
}

void TaskStore::begin(std::span<const PendingTask> batch) {
  const std::lock_guard guard(write_mutex_);
  Transaction transaction(writing_);
  Statement update = writing_.prepare("UPDATE tasks SET status = ?, batch = ?, started_at = ? WHERE uid = ?");
  const api::Timestamp now = api::now();
  for (const PendingTask& task : batch) {
    update.run(status::kProcessing, batch.front().task.uid, now, task.task.uid);
  }
  transaction.commit();
}

/// Ends a task, unless it has ended already, and returns how many bytes wait no more.
std::int64_t TaskStore::end(const Outcome& outcome, api::Timestamp now) {
  Statement update = writing_.prepare(
      std::string("UPDATE tasks SET status = ?, details = ?, error = ?, finished_at = ?, arguments = '{}' "
                  "WHERE uid = ? AND ") +
      kPending + " RETURNING payload_bytes");
  const bool waited = update.bind(outcome.status, outcome.details, outcome.error, now, outcome.uid).step();
  const std::int64_t bytes = waited ? update.integer(0) : 0;
  update.reset();
  writing_.prepare("DELETE FROM payload_parts WHERE uid = ?").run(outcome.uid);
  return bytes;
}

void TaskStore::commit(Transaction& transaction, std::int64_t freed_bytes) {
  waiting_bytes_ -= freed_bytes;
  try {
    transaction.commit();
  } catch (...) {
    waiting_bytes_ += freed_bytes;
    throw;
  }
}

void TaskStore::note(std::span<const Outcome> outcomes) {
  const std::lock_guard guard(write_mutex_);
  Transaction transaction(writing_);
  Statement details = writing_.prepare("UPDATE tasks SET details = ? WHERE uid = ?");
  const api::Timestamp now = api::now();
  std::int64_t freed = 0;
  for (const Outcome& outcome : outcomes) {
    if (outcome.status == status::kFailed) {
      freed += end(outcome, now);
    } else {
      details.run(outcome.details, outcome.uid);
    }
  }
  commit(transaction, freed);
}

void TaskStore::finish(std::span<const Outcome> outcomes) {
  const std::lock_guard guard(write_mutex_);
  Transaction transaction(writing_);
  const api::Timestamp now = api::now();
  std::int64_t newest = 0;
  std::int64_t freed = 0;
  for (const Outcome& outcome : outcomes) {
    freed += end(outcome, now);
    newest = std::max(newest, outcome.uid);
  }
  writing_.prepare(std::string("DELETE FROM tasks WHERE uid <= ? AND NOT ") + kPending).run(newest - kMostTasks);
  commit(transaction, freed);
}

void TaskStore::requeue(std::span<const PendingTask> batch) {
  const std::lock_guard guard(write_mutex_);
  Transaction transaction(writing_);
  Statement update = writing_.prepare("UPDATE tasks SET status = ?, started_at = NULL WHERE uid = ? AND status = ?");
  for (const PendingTask& task : batch) {
    update.run(status::kEnqueued, task.task.uid, status::kProcessing);
  }
  transaction.commit();
}

void TaskStore::cancel(const PendingTask& by) {
  const std::lock_guard guard(write_mutex_);
  Transaction transaction(writing_);
  const TaskFilter filter = TaskFilter::from_json(by.arguments);
  const std::string where = filter.where() + " AND uid < ?2";
  Statement count = writing_.prepare("SELECT count(*) FROM tasks WHERE " + where);
  const std::int64_t matched = count.bind(filter.json(), by.task.uid).step() ? count.integer(0) : 0;
  count.reset();
  writing_
      .prepare("UPDATE tasks SET status = 'canceled', canceled_by = ?2, finished_at = ?3, arguments = '{}' WHERE " +
               where + " AND status = 'enqueued'")
      .run(filter.json(), by.task.uid, api::now());
  const std::int64_t canceled = writing_.changes();
  Statement bytes = writing_.prepare("SELECT coalesce(sum(payload_bytes), 0) FROM tasks WHERE canceled_by = ?");
  std::int64_t freed = bytes.bind(by.task.uid).step() ? bytes.integer(0) : 0;
  bytes.reset();
  writing_.prepare("DELETE FROM payload_parts WHERE uid IN (SELECT uid FROM tasks WHERE canceled_by = ?)")
      .run(by.task.uid);
  ordered_json details = ordered_json::parse(by.task.details);
  details["matchedTasks"] = matched;
  details["canceledTasks"] = canceled;
  freed += end({by.task.uid, status::kSucceeded, details.dump()}, api::now());
  commit(transaction, freed);
}

void TaskStore::remove(const PendingTask& by) {
  const std::lock_guard guard(write_mutex_);
  Transaction transaction(writing_);
  const TaskFilter filter = TaskFilter::from_json(by.arguments);
  const std::string where = filter.where() + " AND uid < ?2";
  Statement count = writing_.prepare("SELECT count(*) FROM tasks WHERE " + where);
  const std::int64_t matched = count.bind(filter.json(), by.task.uid).step() ? count.integer(0) : 0;
  count.reset();
  writing_.prepare("DELETE FROM tasks WHERE " + where + " AND NOT " + kPending).run(filter.json(), by.task.uid);
  const std::int64_t removed = writing_.changes();
  ordered_json details = ordered_json::parse(by.task.details);
  details["matchedTasks"] = matched;
  details["deletedTasks"] = removed;
  commit(transaction, end({by.task.uid, status::kSucceeded, details.dump()}, api::now()));
}

void TaskStore::copy_to(const std::filesystem::path& file) const {
  // By a connection of its own: nobody waits for it.
  Database(reading_.file(), storage::Access::kReadOnly).prepare("VACUUM INTO ?").run(file.string());
}

void TaskStore::skip_to(std::int64_t uid) {
  const std::lock_guard guard(write_mutex_);
  Transaction transaction(writing_);
  Statement known = writing_.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'tasks'");
  const bool there = known.bind().step();
  const bool behind = there && known.integer(0) < uid;
  known.reset();
  if (!there) {
    writing_.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('tasks', ?)").run(uid);
  } else if (behind) {
    writing_.prepare("UPDATE sqlite_sequence SET seq = ? WHERE name = 'tasks'").run(uid);
  }
  transaction.commit();
}

}  // namespace telusur::server::tasks
