#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/ascii.hpp"

/// The written forms of technical words and of numbers: questions about characters, which know no language.
/// All are pure, take any bytes, and read at most a few hundred of them.
namespace telusur::analysis {

using base::is_digit;
constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_letter(char c) noexcept { return is_lower(c) || is_upper(c); }

inline bool is_ascii_letters(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_letter);
}
inline bool has_ascii_letter(std::string_view text) { return std::any_of(text.begin(), text.end(), is_ascii_letter); }
inline bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// Bytes of the e-mail address that begins at `at`; 0 when none does.
std::size_t email_length(std::string_view text, std::size_t at);

/// Bytes of the IPv6 address that begins at `at`; 0 when none does.
std::size_t ipv6_length(std::string_view text, std::size_t at);

/// Bytes of the date that begins at `at`, with the time of day of ISO 8601 where it has one: 2023-06-19,
/// 2023-06-19T10:30:00Z, 19-06-2023, 19/06/2023, 19/6/23; 0 when none does.
std::size_t date_length(std::string_view text, std::size_t at);

/// True for 10.000 and 1,250,000.00: digits in groups of three.
bool is_grouped_number(std::string_view text);

/// The digits of a grouped number before its decimals: "10000".
std::string ungrouped(std::string_view grouped_number);

/// True for 192.168.1.1.
bool is_ipv4(std::string_view text);

}  // namespace telusur::analysis
