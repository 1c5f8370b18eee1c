#pragma once

#include <chrono>
#include <string>

namespace telusur::base {

/// `time` in UTC as RFC 3339 with microseconds, for example 2024-07-03T04:05:06.000007Z.
std::string rfc3339(std::chrono::system_clock::time_point time);

}  // namespace telusur::base
