#include "observe/metrics.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using namespace telusur::server::observe;
using std::chrono::microseconds;

TEST_CASE("durations fall into buckets that count what is below them") {
  Metrics metrics;
  for (const int time : {1, 500, 501, 1'000, 700'000, 20'000'000}) {
    metrics.record("GET", "/a", 200, microseconds(time));
  }
  metrics.record("POST", "/a\"b\\\n", 500, microseconds(1));
  const std::string text = metrics.text();
  const auto has = [&](const std::string& line) {
    CHECK_MESSAGE(text.find(line + "\n") != std::string::npos, line, text);
  };
  const std::string bucket = "telusur_http_request_duration_seconds_bucket{method=\"GET\",route=\"/a\",le=";
  has(bucket + "\"0.0005\"} 2");
  has(bucket + "\"0.001\"} 4");
  has(bucket + "\"0.5\"} 4");
  has(bucket + "\"1\"} 5");
  has(bucket + "\"10\"} 5");
  has(bucket + "\"+Inf\"} 6");
  has("telusur_http_request_duration_seconds_sum{method=\"GET\",route=\"/a\"} 20.702002");
  has("telusur_http_requests_total{method=\"GET\",route=\"/a\",status=\"200\"} 6");
  has("telusur_http_requests_total{method=\"POST\",route=\"/a\\\"b\\\\\\n\",status=\"500\"} 1");
  CHECK(resident_bytes() > 1 << 20);
}
