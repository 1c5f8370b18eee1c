#include "api/time.hpp"

#include <doctest/doctest.h>

using namespace telusur::server::api;

TEST_CASE("times are written and read alike") {
  const struct {
    const char* text;
    const char* same;
  } cases[] = {
      {"1970-01-01", "1970-01-01T00:00:00.000000Z"},
      {"2024-02-29T23:59:59.5Z", "2024-02-29T23:59:59.500000Z"},
      {"2024-07-03T04:05:06+07:30", "2024-07-02T20:35:06.000000Z"},
      {"1969-12-31T23:59:59.999999-00:00", "1969-12-31T23:59:59.999999Z"},
      {"2024-07-03 04:05:06.1234567z", "2024-07-03T04:05:06.123456Z"},
  };
  for (const auto& test : cases) {
    CAPTURE(test.text);
    const auto time = parse_time(test.text);
    REQUIRE(time.has_value());
    CHECK(rfc3339(*time) == test.same);
    CHECK(parse_time(test.same) == time);
  }
}

TEST_CASE("what is no time is none") {
  for (const char* text :
       {"", "2024", "2024-1-1", "2023-02-29", "2024-07-03T", "2024-07-03T04:05", "2024-07-03T04:05:06",
        "2024-07-03T24:00:00Z", "2024-07-03T04:05:06.Z", "2024-07-03T04:05:06Zx", "2024-07-0x"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time(text).has_value());
  }
}

TEST_CASE("durations") {
  CHECK(iso_duration(0) == "PT0.000000S");
  CHECK(iso_duration(61'000'007) == "PT61.000007S");
}
