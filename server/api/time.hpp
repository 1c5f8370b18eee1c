#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace telusur::server::api {

/// Microseconds since 1970 in UTC.
using Timestamp = std::int64_t;

Timestamp now();

/// RFC 3339 with microseconds, for example 2024-07-03T04:05:06.000007Z.
std::string rfc3339(Timestamp time);

/// Reads a date, 2024-07-03, or a date and time as RFC 3339 has them; nothing for anything else. A date alone is its
/// first microsecond.
std::optional<Timestamp> parse_time(std::string_view text);

/// ISO 8601, for example PT0.012000S.
std::string iso_duration(std::int64_t microseconds);

}  // namespace telusur::server::api
