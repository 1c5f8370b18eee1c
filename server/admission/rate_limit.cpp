#include "admission/rate_limit.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace telusur::server::admission {

namespace {

Rate with_burst(Rate rate) {
  rate.burst = rate.burst >= 1 ? rate.burst : std::max(1.0, 2 * rate.per_second);
  return rate;
}

}  // namespace

RateLimit::RateLimit(const Rate& rate) : rate_(with_burst(rate)) {}

void RateLimit::set_rate(const Rate& rate) {
  const std::lock_guard lock(mutex_);
  rate_ = with_burst(rate);
}

double RateLimit::tokens_at(const Bucket& bucket, Clock::time_point now) const noexcept {
  const double seconds = std::chrono::duration<double>(now - bucket.filled).count();
  return std::min(rate_.burst, bucket.tokens + std::max(0.0, seconds) * rate_.per_second);
}

std::optional<std::chrono::seconds> RateLimit::take(std::string_view sender, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  if (rate_.per_second <= 0) {
    return std::nullopt;
  }
  if (buckets_.size() >= kMaxSenders) {
    forget(now);
  }
  Bucket& bucket = buckets_.try_emplace(std::string(sender), Bucket{rate_.burst, now}).first->second;
  bucket = {tokens_at(bucket, now), now};
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return std::nullopt;
  }
  const double wait = std::ceil((1 - bucket.tokens) / rate_.per_second);
  return std::chrono::seconds(static_cast<std::int64_t>(std::clamp(wait, 1.0, 3600.0)));
}

void RateLimit::forget(Clock::time_point now) {
  std::erase_if(buckets_, [&](const auto& entry) { return tokens_at(entry.second, now) >= rate_.burst; });
  if (buckets_.size() >= kMaxSenders) {
    buckets_.clear();
  }
}

}  // namespace telusur::server::admission
