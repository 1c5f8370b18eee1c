#include "api/time.hpp"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace telusur::server::api {

namespace {

namespace chrono = std::chrono;

constexpr Timestamp kSecond = 1'000'000;

/// Takes texts apart from the left.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool done() const noexcept { return rest_.empty(); }

  bool skip(char c) {
    const bool there = !rest_.empty() && rest_.front() == c;
    rest_.remove_prefix(there ? 1 : 0);
    return there;
  }

  /// A number of so many digits, from `low` to `high`; else the text is bad for good.
  int number(std::size_t digits, int low, int high) {
    int value = -1;
    const char* end = rest_.data() + std::min(digits, rest_.size());
    const auto parsed = std::from_chars(rest_.data(), end, value);
    if (rest_.size() < digits || parsed.ec != std::errc() || parsed.ptr != end || value < low || value > high) {
      bad_ = true;
      rest_ = {};
      return low;
    }
    rest_.remove_prefix(digits);
    return value;
  }

  /// Digits after a decimal point, as microseconds.
  Timestamp fraction() {
    Timestamp value = 0;
    Timestamp unit = kSecond;
    std::size_t digits = 0;
    for (; digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9'; ++digits) {
      unit /= 10;
      value += unit * (rest_[digits] - '0');
    }
    bad_ = bad_ || digits == 0;
    rest_.remove_prefix(digits);
    return value;
  }

  void require(bool condition) { bad_ = bad_ || !condition; }
  bool bad() const noexcept { return bad_; }

 private:
  std::string_view rest_;
  bool bad_ = false;
};

/// Microseconds by which the local time is ahead of UTC.
Timestamp offset(Reader& reader) {
  if (reader.skip('Z') || reader.skip('z')) {
    return 0;
  }
  const bool ahead = reader.skip('+');
  reader.require(ahead || reader.skip('-'));
  const int hours = reader.number(2, 0, 23);
  reader.require(reader.skip(':'));
  const int minutes = reader.number(2, 0, 59);
  return (ahead ? 1 : -1) * (Timestamp{hours} * 60 + minutes) * 60 * kSecond;
}

Timestamp time_of_day(Reader& reader) {
  Timestamp time = Timestamp{reader.number(2, 0, 23)} * 3600 * kSecond;
  reader.require(reader.skip(':'));
  time += Timestamp{reader.number(2, 0, 59)} * 60 * kSecond;
  reader.require(reader.skip(':'));
  time += reader.number(2, 0, 60) * kSecond;
  if (reader.skip('.')) {
    time += reader.fraction();
  }
  return time - offset(reader);
}

}  // namespace

Timestamp now() {
  return chrono::duration_cast<chrono::microseconds>(chrono::system_clock::now().time_since_epoch()).count();
}

std::string rfc3339(Timestamp time) {
  const chrono::sys_time<chrono::microseconds> instant{chrono::microseconds(time)};
  const auto day = chrono::floor<chrono::days>(instant);
  const chrono::year_month_day date(day);
  const chrono::hh_mm_ss clock(instant - day);
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%06ldZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()), static_cast<long>(clock.subseconds().count()));
  return text;
}

std::optional<Timestamp> parse_time(std::string_view text) {
  Reader reader(text);
  const chrono::year year{reader.number(4, 0, 9999)};
  reader.require(reader.skip('-'));
  const chrono::month month{static_cast<unsigned>(reader.number(2, 1, 12))};
  reader.require(reader.skip('-'));
  const chrono::year_month_day date{year, month, chrono::day{static_cast<unsigned>(reader.number(2, 1, 31))}};
  reader.require(date.ok());
  Timestamp time = 0;
  if (!reader.bad() && !reader.done()) {
    reader.require(reader.skip('T') || reader.skip('t') || reader.skip(' '));
    time = time_of_day(reader);
  }
  if (reader.bad() || !reader.done()) {
    return std::nullopt;
  }
  return chrono::sys_time<chrono::microseconds>(chrono::sys_days(date)).time_since_epoch().count() + time;
}

std::string iso_duration(std::int64_t microseconds) {
  char text[48];
  std::snprintf(text, sizeof text, "PT%lld.%06lldS", static_cast<long long>(microseconds / kSecond),
                static_cast<long long>(microseconds % kSecond));
  return text;
}

}  // namespace telusur::server::api
