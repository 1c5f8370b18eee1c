#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>

namespace telusur::base {

/// Bytes that whoever does a part of some work takes first and gives back afterwards; while there are too few, it
/// waits, in the order of asking. Thread-safe; must outlive what was taken.
class ByteBudget {
 public:
  /// Bytes that were taken; given back at the end of its life.
  class Share {
   public:
    Share() = default;
    Share(ByteBudget* budget, std::size_t bytes) : budget_(budget), bytes_(bytes) {}
    Share(Share&& other) noexcept : budget_(std::exchange(other.budget_, nullptr)), bytes_(other.bytes_) {}
    Share& operator=(Share&& other) noexcept {
      std::swap(budget_, other.budget_);
      std::swap(bytes_, other.bytes_);
      return *this;
    }
    ~Share() {
      if (budget_ != nullptr) {
        budget_->give_back(bytes_);
      }
    }

   private:
    ByteBudget* budget_ = nullptr;
    std::size_t bytes_ = 0;
  };

  explicit ByteBudget(std::size_t bytes) : free_(bytes) {}

  /// Waits for so many bytes, which must not be more than the whole. After `close` it takes nothing and does not wait.
  Share take(std::size_t bytes) {
    const std::lock_guard turn(turn_);  // else small ones would overtake a large one for ever
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || free_ >= bytes; });
    if (closed_) {
      return {};
    }
    free_ -= bytes;
    return {this, bytes};
  }

  /// Nobody waits any more.
  void close() {
    const std::lock_guard guard(mutex_);
    closed_ = true;
    room_.notify_all();
  }

 private:
  void give_back(std::size_t bytes) {
    const std::lock_guard guard(mutex_);
    free_ += bytes;
    room_.notify_all();
  }

  std::mutex turn_;
  std::mutex mutex_;
  std::condition_variable room_;
  std::size_t free_;     // guarded by mutex_
  bool closed_ = false;  // guarded by mutex_
};

}  // namespace telusur::base
