#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace telusur::server::admission {

/// How many requests one sender may make.
struct Rate {
  double per_second = 0;  ///< in the long run; 0: as many as it likes
  double burst = 0;       ///< at once, after a pause; less than 1: twice `per_second`, at least 1
};

/// Token buckets, one a sender: it begins with `burst` tokens, gets `per_second` more each second, and pays one a
/// request. Holds at most `kMaxSenders` of them. Thread-safe.
class RateLimit {
 public:
  using Clock = std::chrono::steady_clock;

  /// So many senders are told apart; when more come, those whose buckets are full are forgotten, else all.
  static constexpr std::size_t kMaxSenders = 100'000;

  explicit RateLimit(const Rate& rate);

  /// From now on this rate holds; who has begun keeps the tokens it has, up to the new burst.
  void set_rate(const Rate& rate);

  /// Takes a token of the sender's. Nothing: the request may go on; else the seconds, at least one, to wait.
  std::optional<std::chrono::seconds> take(std::string_view sender, Clock::time_point now);

 private:
  struct Bucket {
    double tokens;
    Clock::time_point filled;
  };

  void forget(Clock::time_point now);
  double tokens_at(const Bucket& bucket, Clock::time_point now) const noexcept;

  std::mutex mutex_;
  // Guarded by mutex_:
  Rate rate_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace telusur::server::admission
