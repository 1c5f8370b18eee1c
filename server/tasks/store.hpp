#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "storage/database.hpp"
#include "tasks/filter.hpp"
#include "tasks/task.hpp"

namespace telusur::server::tasks {

/// Which part of the list of tasks is wanted.
struct TaskRange {
  std::uint64_t limit = 20;
  std::optional<std::int64_t> from = {};  ///< uid of the first; none: the newest, or the oldest when `reverse`
  bool reverse = false;                   ///< the oldest first
};

struct TaskPage {
  std::vector<Task> tasks;
  std::uint64_t total = 0;                ///< of those that pass the filter
  std::optional<std::int64_t> next = {};  ///< uid of the first that the page does not hold
};

/// What waits.
struct Backlog {
  std::int64_t tasks = 0;
  std::int64_t payload_bytes = 0;
  std::optional<api::Timestamp> oldest = {};  ///< when the first of them was acknowledged
};

/// How much one commit may take together.
struct BatchLimits {
  std::size_t tasks = 10'000;
  std::int64_t payload_bytes = 16 << 20;
  std::int64_t payload_bytes_of_each = 1 << 20;  ///< a task with more stands alone
};

/// Bytes that a task takes of the queue while it waits.
std::int64_t bytes_of(const NewTask& task) noexcept;

/// The tasks of a data directory in its server.db. What a member has stored outlasts a loss of power.
/// Thread-safe: one connection writes and one reads. Every member may throw Error as storage::Database.
class TaskStore {
 public:
  explicit TaskStore(const std::filesystem::path& file);

  /// Stores tasks, all or none, in one transaction.
  std::vector<Task> add(std::span<const NewTask* const> tasks);

  std::optional<Task> find(std::int64_t uid) const;
  TaskPage list(const TaskFilter& filter, const TaskRange& range) const;
  Backlog backlog() const;

  /// Bytes of the tasks that wait, as in `backlog`, without asking the disk. Room is given back before anybody can see
  /// that a task has ended.
  std::int64_t waiting_bytes() const noexcept { return waiting_bytes_; }

  /// The tasks that are next and are done in one commit: those that cancel and delete tasks go first, alone; then the
  /// oldest, and after it the neighbours that change documents of the same index one by one. Empty: nothing waits.
  std::vector<PendingTask> next_batch(const BatchLimits& limits = {}) const;

  /// Documents of a task, an object a line: about 1 MiB of them in a part, or one document. Parts count from 0; those
  /// of a task that shares its batch are one.
  std::optional<std::string> payload_part(std::int64_t uid, std::int64_t part) const;

  /// Notes that a batch has begun.
  void begin(std::span<const PendingTask> batch);
  /// Notes details of tasks that are about to succeed, and ends those that failed.
  void note(std::span<const Outcome> outcomes);
  /// Ends tasks, and forgets their payloads.
  void finish(std::span<const Outcome> outcomes);
  /// Puts tasks back that could not be done for now.
  void requeue(std::span<const PendingTask> batch);

  /// Ends a task that cancels those that wait, or deletes those that have ended, with them in one transaction.
  void cancel(const PendingTask& by);
  void remove(const PendingTask& by);

  /// Copies the whole database, keys and all, to a file that is not there. @throws Error kNoSpace, kIo.
  void copy_to(const std::filesystem::path& file) const;

  /// Makes the next uid greater than `uid`.
  void skip_to(std::int64_t uid);

 private:
  std::int64_t end(const Outcome& outcome, api::Timestamp now);
  void commit(storage::Transaction& transaction, std::int64_t freed_bytes);

  std::atomic<std::int64_t> waiting_bytes_{0};
  mutable std::mutex write_mutex_;
  mutable storage::Database writing_;  // guarded by write_mutex_
  mutable std::mutex read_mutex_;
  mutable storage::Database reading_;  // guarded by read_mutex_
};

}  // namespace telusur::server::tasks
