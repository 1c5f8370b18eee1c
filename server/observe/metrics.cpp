#include "observe/metrics.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace telusur::server::observe {

namespace {

/// Numbers as Prometheus reads them, without a locale.
std::string number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.15g", value);
  return text;
}

double seconds(std::chrono::microseconds time) { return static_cast<double>(time.count()) / 1e6; }

void append_head(std::string& text, std::string_view name, std::string_view help, std::string_view type) {
  text.append("# HELP ").append(name).append(" ").append(help).append("\n");
  text.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

void append_sample(std::string& text, std::string_view name, std::string_view labels, const std::string& value) {
  text.append(name);
  if (!labels.empty()) {
    text.append("{").append(labels).append("}");
  }
  text.append(" ").append(value).append("\n");
}

}  // namespace

const std::array<std::chrono::microseconds, Metrics::kBuckets>& Metrics::bounds() {
  using std::chrono::microseconds;
  static constexpr std::array<microseconds, kBuckets> kBounds{
      microseconds(500),       microseconds(1'000),     microseconds(2'000),     microseconds(5'000),
      microseconds(10'000),    microseconds(20'000),    microseconds(50'000),    microseconds(100'000),
      microseconds(200'000),   microseconds(500'000),   microseconds(1'000'000), microseconds(2'000'000),
      microseconds(5'000'000), microseconds(10'000'000)};
  return kBounds;
}

void Metrics::record(std::string_view method, std::string_view route, int status, std::chrono::microseconds duration) {
  const std::string labels = "method=\"" + escaped_label(method) + "\",route=\"" + escaped_label(route) + "\"";
  const auto bucket = std::lower_bound(bounds().begin(), bounds().end(), duration);
  const std::lock_guard lock(mutex_);
  ++requests_[labels + ",status=\"" + std::to_string(status) + "\""];
  Durations& durations = durations_[labels];
  if (bucket != bounds().end()) {
    ++durations.counts[static_cast<std::size_t>(bucket - bounds().begin())];
  }
  ++durations.count;
  durations.sum += duration;
}

std::string Metrics::text() const {
  constexpr std::string_view kRequests = "telusur_http_requests_total";
  constexpr std::string_view kDuration = "telusur_http_request_duration_seconds";
  const std::lock_guard lock(mutex_);
  std::string text;
  append_head(text, kRequests, "Requests that were answered.", "counter");
  for (const auto& [labels, count] : requests_) {
    append_sample(text, kRequests, labels, std::to_string(count));
  }
  append_head(text, kDuration, "From a request's head to its sent answer.", "histogram");
  for (const auto& [labels, durations] : durations_) {
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < kBuckets; ++i) {
      below += durations.counts[i];
      append_sample(text, std::string(kDuration) + "_bucket", labels + ",le=\"" + number(seconds(bounds()[i])) + "\"",
                    std::to_string(below));
    }
    append_sample(text, std::string(kDuration) + "_bucket", labels + ",le=\"+Inf\"", std::to_string(durations.count));
    append_sample(text, std::string(kDuration) + "_sum", labels, number(seconds(durations.sum)));
    append_sample(text, std::string(kDuration) + "_count", labels, std::to_string(durations.count));
  }
  return text;
}

void append_gauge(std::string& text, std::string_view name, std::string_view help, double value) {
  append_head(text, name, help, "gauge");
  append_sample(text, name, "", number(value));
}

void append_counter(std::string& text, std::string_view name, std::string_view help, std::uint64_t value) {
  append_head(text, name, help, "counter");
  append_sample(text, name, "", std::to_string(value));
}

double unix_seconds(std::filesystem::file_time_type time) {
  const auto since = std::chrono::file_clock::to_sys(time).time_since_epoch();
  return seconds(std::chrono::duration_cast<std::chrono::microseconds>(since));
}

std::string escaped_label(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == '"') {
      out += '\\';
    }
    out += c;
  }
  return out;
}

std::uint64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  file >> all >> resident;
  return file ? resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

}  // namespace telusur::server::observe
