#include "tasks/queue.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "api/error.hpp"
#include "tasks/apply.hpp"
#include "telusur/error.hpp"

namespace telusur::server::tasks {

namespace {

constexpr auto kRetryTime = std::chrono::seconds(1);

/// A server.db that was lost or replaced must not give numbers again that indexes know as applied.
std::int64_t last_applied(const Engine& engine) {
  std::uint64_t last = engine.last_task();
  for (const IndexInfo& info : engine.indexes()) {
    try {
      last = std::max(last, engine.index(info.uid).last_task());
    } catch (const Error&) {
      continue;  // damaged, or just deleted
    }
  }
  return static_cast<std::int64_t>(last);
}

}  // namespace

Queue::Queue(Engine& engine, std::shared_ptr<spdlog::logger> log, const QueueOptions& options)
    : engine_(engine), log_(std::move(log)), options_(options), store_(engine.data_dir() / "server.db") {
  store_.skip_to(last_applied(engine_));
  worker_ = std::thread([this] { run(); });
}

Queue::~Queue() {
  {
    const std::lock_guard guard(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  worker_.join();
}

Task Queue::add(const NewTask& task) {
  Arrival arrival{&task};
  std::unique_lock lock(mutex_);
  if (task.payload) {  // tasks without documents are few bytes, and the way to cancel others
    check_room(bytes_of(task));
  }
  arriving_bytes_ += bytes_of(task);
  arrivals_.push_back(&arrival);
  while (!arrival.done) {
    if (storing_) {
      stored_.wait(lock);
    } else {
      store_arrivals(lock);
    }
  }
  arriving_bytes_ -= bytes_of(task);
  if (arrival.failure) {
    std::rethrow_exception(arrival.failure);
  }
  work_ = true;
  lock.unlock();
  changed_.notify_all();
  return std::move(arrival.stored);
}

void Queue::require_room(std::int64_t bytes) const {
  const std::lock_guard guard(mutex_);
  check_room(bytes);
}

void Queue::check_room(std::int64_t bytes) const {
  if (bytes > options_.payload_bytes) {
    throw api::RequestError(413, "payload_too_large",
                            "The documents have " + std::to_string(bytes) + " bytes and the whole queue takes " +
                                std::to_string(options_.payload_bytes) + ": send them in several requests.");
  }
  const std::int64_t held = store_.waiting_bytes() + arriving_bytes_;
  if (held + bytes > options_.payload_bytes) {
    throw Error(ErrorCode::kBusy,
                "the queue holds " + std::to_string(held) + " bytes of documents and takes " +
                    std::to_string(options_.payload_bytes) + ": try again when some are indexed",
                "queue");
  }
}

void Queue::store_arrivals(std::unique_lock<std::mutex>& lock) {
  storing_ = true;
  const std::vector<Arrival*> group = std::exchange(arrivals_, {});
  lock.unlock();
  std::vector<const NewTask*> tasks;
  tasks.reserve(group.size());
  for (const Arrival* arrival : group) {
    tasks.push_back(arrival->task);
  }
  std::vector<Task> added;
  std::exception_ptr failure;
  try {
    added = store_.add(tasks);
  } catch (...) {
    failure = std::current_exception();
  }
  lock.lock();
  for (std::size_t n = 0; n < group.size(); ++n) {
    group[n]->failure = failure;
    group[n]->stored = failure ? Task{} : std::move(added[n]);
    group[n]->done = true;
  }
  storing_ = false;
  stored_.notify_all();
}

bool Queue::is_applying(std::string_view index_uid) const {
  const std::lock_guard guard(mutex_);
  return !applying_.empty() && applying_ == index_uid;
}

void Queue::run() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return work_ || stopping_; });
      if (stopping_) {
        return;
      }
      work_ = false;
    }
    bool more = true;
    while (more) {
      try {
        more = apply_next();
      } catch (const std::exception& error) {
        log_->error("tasks wait: {}", error.what());
        wait_before_retry();
      }
      const std::lock_guard guard(mutex_);
      applying_.clear();
      more = more && !stopping_;
    }
  }
}

void Queue::wait_before_retry() {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, kRetryTime, [this] { return stopping_ || work_; });
  work_ = false;
}

bool Queue::apply_next() {
  const std::vector<PendingTask> batch = store_.next_batch(options_.batch);
  if (batch.empty()) {
    return false;
  }
  const Task& first = batch.front().task;
  if (first.type == type::kTaskCancelation) {
    store_.cancel(batch.front());
  } else if (first.type == type::kTaskDeletion) {
    store_.remove(batch.front());
  } else {
    {
      const std::lock_guard guard(mutex_);
      applying_ = first.index_uid.value_or("");
    }
    apply(batch);
  }
  return true;
}

void Queue::apply(const std::vector<PendingTask>& batch) {
  store_.begin(batch);
  try {
    const std::vector<Outcome> outcomes = apply_batch(engine_, store_, batch);
    {
      // Before anybody sees that the tasks are done.
      const std::lock_guard guard(mutex_);
      applying_.clear();
      ++batches_;
    }
    store_.finish(outcomes);
  } catch (...) {
    store_.requeue(batch);
    throw;
  }
}

}  // namespace telusur::server::tasks
