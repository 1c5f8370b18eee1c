#include "admission/rate_limit.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using std::chrono::milliseconds;
using std::chrono::seconds;
using telusur::server::admission::RateLimit;

TEST_CASE("a sender has a burst, and then its rate") {
  RateLimit limit({.per_second = 2, .burst = 3});
  const RateLimit::Clock::time_point start{};
  for (int i = 0; i < 3; ++i) {
    CHECK_FALSE(limit.take("a", start));
  }
  CHECK(limit.take("a", start) == seconds(1));
  CHECK_FALSE(limit.take("b", start));
  CHECK(limit.take("a", start + milliseconds(400)));
  CHECK_FALSE(limit.take("a", start + milliseconds(500)));
  CHECK(limit.take("a", start + milliseconds(500)));
  // A long pause gives no more than the burst.
  int taken = 0;
  while (!limit.take("a", start + seconds(1000))) {
    ++taken;
  }
  CHECK(taken == 3);
}

TEST_CASE("a slow rate says how long to wait, no rate lets everything pass") {
  RateLimit slow({.per_second = 0.1});
  const RateLimit::Clock::time_point start{};
  CHECK_FALSE(slow.take("a", start));
  CHECK(slow.take("a", start) == seconds(10));
  CHECK(slow.take("a", start + seconds(9)) == seconds(1));
  CHECK_FALSE(slow.take("a", start + seconds(11)));
  RateLimit none({});
  for (int i = 0; i < 1000; ++i) {
    CHECK_FALSE(none.take("a", start));
  }
}

TEST_CASE("the number of senders that are told apart is bounded") {
  RateLimit limit({.per_second = 1, .burst = 1});
  const RateLimit::Clock::time_point start{};
  CHECK_FALSE(limit.take("a", start));
  for (std::size_t i = 0; i < RateLimit::kMaxSenders - 1; ++i) {
    limit.take(std::to_string(i), start);
  }
  CHECK_FALSE(limit.take("a", start));  // all buckets are empty, and all were forgotten
  CHECK(limit.take("a", start));
}
