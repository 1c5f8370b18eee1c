#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace telusur::base {

/// Keeps objects that one thread at a time may use, and lends them out.
///
/// Thread-safe. Never waits: when all are lent, another is made. As many are kept as were ever lent at once.
template <typename T>
class Pool {
 public:
  /// An object on loan; goes back at the end of its life. May outlive the pool's owner, not be shared by threads.
  class Lease {
   public:
    Lease(std::shared_ptr<Pool> pool, std::unique_ptr<T> object) : pool_(std::move(pool)), object_(std::move(object)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) noexcept = delete;
    ~Lease() {
      if (object_ != nullptr) {
        pool_->give_back(std::move(object_));
      }
    }

    T& operator*() const noexcept { return *object_; }
    T* operator->() const noexcept { return object_.get(); }

    /// Destroys the object instead of giving it back.
    void discard() noexcept { object_.reset(); }

   private:
    std::shared_ptr<Pool> pool_;
    std::unique_ptr<T> object_;
  };

  explicit Pool(std::function<std::unique_ptr<T>()> make) : make_(std::move(make)) {}

  static Lease borrow(const std::shared_ptr<Pool>& pool) {
    std::unique_ptr<T> object = pool->take();
    return Lease(pool, object != nullptr ? std::move(object) : pool->make_());
  }

 private:
  std::unique_ptr<T> take() {
    const std::lock_guard guard(mutex_);
    if (idle_.empty()) {
      return nullptr;
    }
    auto object = std::move(idle_.back());
    idle_.pop_back();
    return object;
  }

  void give_back(std::unique_ptr<T> object) {
    const std::lock_guard guard(mutex_);
    idle_.push_back(std::move(object));
  }

  const std::function<std::unique_ptr<T>()> make_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> idle_;  // guarded by mutex_
};

}  // namespace telusur::base
