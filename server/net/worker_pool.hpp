#pragma once

#include <pthread.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "net/connection.hpp"

namespace telusur::server::net {

/// Threads with a stack size of our own that work off a bounded queue of connections whose next request is complete.
///
/// Thread-safe, but for `stop`, which one thread calls once; the destructor calls it too.
class WorkerPool {
 public:
  using Work = std::shared_ptr<Connection>;
  /// Does the work on the thread with number `worker`, from 0. Must not throw.
  using Function = std::function<void(std::size_t worker, const Work&)>;

  /// @throws std::system_error when a thread cannot be started.
  WorkerPool(std::size_t threads, std::size_t stack_bytes, std::size_t capacity, Function function);
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  ~WorkerPool();

  /// Queues work. False when the queue is full.
  bool submit(Work work);

  /// True while some thread has nothing to do.
  bool has_idle_thread() const;

  /// Waits for the threads to end, which first work off the queue, unless `discard_queue`.
  void stop(bool discard_queue);

 private:
  struct Start {
    WorkerPool* pool;
    std::size_t worker;
  };

  static void* thread_main(void* start);
  void run(std::size_t worker);

  const std::size_t capacity_;
  const Function function_;
  std::vector<pthread_t> threads_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  // Guarded by mutex_:
  std::deque<Work> queue_;
  std::size_t idle_ = 0;
  bool stopping_ = false;
};

}  // namespace telusur::server::net
