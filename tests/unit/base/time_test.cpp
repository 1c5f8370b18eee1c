#include "base/time.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

TEST_CASE("times are written as RFC 3339 in UTC with microseconds") {
  using std::chrono::microseconds;
  struct Case {
    std::int64_t microseconds;
    std::string text;
  };
  for (const auto& [since_epoch, text] : std::vector<Case>{{0, "1970-01-01T00:00:00.000000Z"},
                                                           {-1, "1969-12-31T23:59:59.999999Z"},
                                                           {1'709'164'799'000'001, "2024-02-28T23:59:59.000001Z"},
                                                           {1'709'164'800'000'000, "2024-02-29T00:00:00.000000Z"},
                                                           {4'107'542'400'123'456, "2100-03-01T00:00:00.123456Z"}}) {
    const std::chrono::system_clock::time_point time{microseconds(since_epoch)};
    CHECK(telusur::base::rfc3339(time) == text);
  }
}
