#include "base/number.hpp"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <iterator>

namespace telusur::base {

namespace {

/// Takes `digits` decimal digits off the front; nothing when there are fewer.
std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
  int number = 0;
  if (text.size() < digits) {
    return std::nullopt;
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, number);
  if (error != std::errc() || end != text.data() + digits || text.front() == '-') {
    return std::nullopt;
  }
  text.remove_prefix(digits);
  return number;
}

bool take(std::string_view& text, std::string_view characters) {
  const bool found = !text.empty() && characters.find(text.front()) != std::string_view::npos;
  text.remove_prefix(found ? 1 : 0);
  return found;
}

/// "10:00", "10:00:05", "10:00:05.25" at the front, as seconds.
std::optional<double> take_clock(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 24 || !take(text, ":")) {
    return std::nullopt;
  }
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) {
    return std::nullopt;
  }
  double seconds = *hour * 3600.0 + *minute * 60.0;
  if (take(text, ":")) {
    const auto second = take_digits(text, 2);
    if (!second || *second > 60) {
      return std::nullopt;
    }
    seconds += *second;
    if (take(text, ".")) {
      double scale = 0.1;
      for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), scale /= 10) {
        seconds += (text.front() - '0') * scale;
      }
    }
  }
  return seconds;
}

/// "", "Z" or "+07:00", which must be all that is left, as seconds to take away.
std::optional<double> take_offset(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z") {
    return 0;
  }
  const double sign = text.front() == '-' ? -1 : 1;
  if (!take(text, "+-")) {
    return std::nullopt;
  }
  const auto hours = take_digits(text, 2);
  take(text, ":");
  const auto minutes = take_digits(text, 2);
  return hours && minutes && text.empty() ? std::optional(sign * (*hours * 3600.0 + *minutes * 60.0)) : std::nullopt;
}

std::optional<double> date_seconds(std::string_view text) {
  const auto year = take_digits(text, 4);
  const bool first = take(text, "-");
  const auto month = take_digits(text, 2);
  const bool second = take(text, "-");
  const auto day = take_digits(text, 2);
  if (!year || !month || !day || !first || !second) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) {
    return std::nullopt;
  }
  double seconds = 86400.0 * static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count());
  if (text.empty()) {
    return seconds;
  }
  const auto clock = take(text, "Tt ") ? take_clock(text) : std::nullopt;
  const auto offset = clock ? take_offset(text) : std::nullopt;
  return offset ? std::optional(seconds + *clock - *offset) : std::nullopt;
}

/// Beyond it a double does not hold every integer.
constexpr double kMaxExactInteger = 9007199254740992.0;

}  // namespace

std::optional<double> decimal_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size() && std::isfinite(number);
  return whole ? std::optional(number) : std::nullopt;
}

std::optional<double> number_of(std::string_view text) {
  const auto number = decimal_number(text);
  return number ? number : date_seconds(text);
}

bool is_exact_integer(std::string_view text) {
  const auto fits = [text](auto integer) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), integer);
    return error == std::errc() && end == text.data() + text.size() && std::to_string(integer) == text;
  };
  return fits(std::int64_t{}) || fits(std::uint64_t{});
}

std::string number_text(double number) {
  char text[32];
  if (std::abs(number) <= kMaxExactInteger && std::trunc(number) == number) {
    return std::to_string(static_cast<std::int64_t>(number));
  }
  const auto [end, error] = std::to_chars(std::begin(text), std::end(text), number);
  return {std::begin(text), error == std::errc() ? end : std::begin(text)};
}

}  // namespace telusur::base
