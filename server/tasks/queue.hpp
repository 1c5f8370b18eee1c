#pragma once

#include <spdlog/logger.h>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tasks/store.hpp"
#include "telusur/engine.hpp"

namespace telusur::server::tasks {

struct QueueOptions {
  /// Bytes of the documents of all tasks that wait; a task that would exceed it is refused.
  std::int64_t payload_bytes = std::int64_t{2} << 30;
  BatchLimits batch = {};
};

/// The durable queue of changes to a data directory, and the one thread that applies them in order.
///
/// A task that `add` returned outlasts a crash and is applied exactly once: its uid is committed with the documents
/// that it changes, or with the catalog. Thread-safe. The destructor waits for the batch under way; what waits stays.
class Queue {
 public:
  /// Goes on where the last process stopped. `engine` must outlive it and have its directory open for writing.
  Queue(Engine& engine, std::shared_ptr<spdlog::logger> log, const QueueOptions& options = {});
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;
  ~Queue();

  /// Stores a task; tasks of several threads share one write to the disk.
  /// @throws Error kBusy (subject "queue") when the queue is full; kNoSpace, kPermission, kIo: it was not stored;
  /// RequestError payload_too_large: the queue would not take it if it were empty.
  Task add(const NewTask& task);

  /// For who does not want to receive documents in vain. @throws as `add` would for `bytes` of documents.
  void require_room(std::int64_t bytes) const;

  const TaskStore& store() const noexcept { return store_; }

  /// True while a change to this index is being applied.
  bool is_applying(std::string_view index_uid) const;

  /// Batches that were applied since the start.
  std::uint64_t batches() const noexcept { return batches_; }

 private:
  /// A task of `add` that is not on disk yet.
  struct Arrival {
    const NewTask* task;
    Task stored{};
    std::exception_ptr failure{};
    bool done = false;
  };

  /// Call with `mutex_` held.
  void check_room(std::int64_t bytes) const;
  void store_arrivals(std::unique_lock<std::mutex>& lock);
  void run();
  bool apply_next();
  void apply(const std::vector<PendingTask>& batch);
  void wait_before_retry();

  Engine& engine_;
  const std::shared_ptr<spdlog::logger> log_;
  const QueueOptions options_;
  TaskStore store_;
  std::atomic<std::uint64_t> batches_{0};

  mutable std::mutex mutex_;
  std::condition_variable stored_;   // arrivals became tasks
  std::condition_variable changed_;  // there is work, or an end
  // Guarded by mutex_:
  std::vector<Arrival*> arrivals_;
  bool storing_ = false;
  bool work_ = true;
  bool stopping_ = false;
  std::int64_t arriving_bytes_ = 0;  // of tasks that the store may not count yet
  std::string applying_;

  std::thread worker_;
};

}  // namespace telusur::server::tasks
