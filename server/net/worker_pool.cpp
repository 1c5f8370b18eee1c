#include "net/worker_pool.hpp"

#include <system_error>
#include <utility>

namespace telusur::server::net {

WorkerPool::WorkerPool(std::size_t threads, std::size_t stack_bytes, std::size_t capacity, Function function)
    : capacity_(capacity), function_(std::move(function)) {
  pthread_attr_t attributes;
  ::pthread_attr_init(&attributes);
  ::pthread_attr_setstacksize(&attributes, stack_bytes);
  int error = 0;
  while (error == 0 && threads_.size() < threads) {
    auto start = std::make_unique<Start>(Start{this, threads_.size()});
    pthread_t thread{};
    error = ::pthread_create(&thread, &attributes, thread_main, start.get());
    if (error == 0) {
      static_cast<void>(start.release());  // the thread owns it
      threads_.push_back(thread);
    }
  }
  ::pthread_attr_destroy(&attributes);
  if (error != 0) {
    stop(true);
    throw std::system_error(error, std::generic_category(), "cannot start a thread");
  }
}

WorkerPool::~WorkerPool() { stop(true); }

bool WorkerPool::submit(Work work) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= capacity_ + idle_) {
      return false;
    }
    queue_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

bool WorkerPool::has_idle_thread() const {
  const std::lock_guard lock(mutex_);
  return idle_ > queue_.size();
}

void WorkerPool::stop(bool discard_queue) {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    if (discard_queue) {
      queue_.clear();
    }
  }
  changed_.notify_all();
  for (const pthread_t thread : threads_) {
    ::pthread_join(thread, nullptr);
  }
  threads_.clear();
}

void* WorkerPool::thread_main(void* start) {
  const std::unique_ptr<Start> owned(static_cast<Start*>(start));
  owned->pool->run(owned->worker);
  return nullptr;
}

void WorkerPool::run(std::size_t worker) {
  std::unique_lock lock(mutex_);
  for (;;) {
    ++idle_;
    changed_.wait(lock, [this] { return !queue_.empty() || stopping_; });
    --idle_;
    if (queue_.empty()) {
      return;
    }
    Work work = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    function_(worker, work);
    work.reset();
    lock.lock();
  }
}

}  // namespace telusur::server::net
