#include "analysis/patterns.hpp"

#include <arpa/inet.h>

#include <array>
#include <charconv>

#include "text/ascii_words.hpp"

namespace telusur::analysis {

namespace {

using text::is_word_byte;

constexpr std::size_t kMaxLocalBytes = 64;    // RFC 5321, 4.5.3.1.1
constexpr std::size_t kMaxDomainBytes = 255;  // RFC 5321, 4.5.3.1.2
constexpr std::size_t kMaxIpv6Bytes = INET6_ADDRSTRLEN;

char at_or_blank(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : ' '; }

/// The run of bytes of a kind from `at` on, of at most `limit`.
template <typename Predicate>
std::string_view run_of(std::string_view text, std::size_t at, std::size_t limit, Predicate is_part) {
  std::size_t end = at;
  while (end < text.size() && end - at < limit && is_part(text[end])) {
    ++end;
  }
  return text.substr(at, end - at);
}

bool is_local_byte(char c) { return is_word_byte(c) || c == '.' || c == '+' || c == '-' || c == '%'; }
bool is_domain_byte(char c) { return (is_word_byte(c) && c != '_') || c == '.' || c == '-'; }
bool is_address_byte(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
}

template <int kFamily, typename Address>
bool parses(std::string_view text) {
  const std::string terminated(text);
  Address address{};
  return inet_pton(kFamily, terminated.c_str(), &address) == 1;
}

bool in_range(std::string_view digits, int lowest, int highest) {
  int value = -1;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value >= lowest && value <= highest;
}

/// Year, month, day in either order, as far as their digits tell.
bool is_date(const std::array<std::string_view, 3>& fields, char separator) {
  const auto is_day = [](std::string_view digits) { return digits.size() <= 2 && in_range(digits, 1, 31); };
  if (!is_day(fields[1])) {
    return false;
  }
  const bool year_first = fields[0].size() == 4 && is_day(fields[2]);
  const bool year_last = is_day(fields[0]) && (fields[2].size() == 4 || (fields[2].size() == 2 && separator == '/'));
  return year_first || year_last;
}

/// Bytes of "T10:30:00.5Z" or "T10:30+07:00" at `at`; 0 when there is none.
std::size_t time_length(std::string_view text, std::size_t at) {
  if ((at_or_blank(text, at) | 0x20) != 't' || !is_digit(at_or_blank(text, at + 1))) {
    return 0;
  }
  constexpr std::size_t kMaxTimeBytes = 24;
  const auto time = run_of(text, at + 1, kMaxTimeBytes, [](char c) { return is_digit(c) || c == ':' || c == '.'; });
  std::size_t end = at + 1 + time.find_last_not_of(":.") + 1;
  if ((at_or_blank(text, end) | 0x20) == 'z') {
    ++end;
  } else if (at_or_blank(text, end) == '+') {
    end += 1 + run_of(text, end + 1, 5, [](char c) { return is_digit(c) || c == ':'; }).size();
  }
  return end - at;
}

}  // namespace

std::size_t email_length(std::string_view text, std::size_t at) {
  const auto local = run_of(text, at, kMaxLocalBytes + 1, is_local_byte);
  const std::size_t sign = at + local.size();
  if (local.empty() || at_or_blank(text, sign) != '@') {
    return 0;
  }
  auto domain = run_of(text, sign + 1, kMaxDomainBytes, is_domain_byte);
  while (!domain.empty() && !is_word_byte(domain.back())) {
    domain.remove_suffix(1);
  }
  const auto dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || domain.size() - dot < 3 ||
      !is_ascii_letters(domain.substr(dot + 1))) {
    return 0;
  }
  const std::size_t end = sign + 1 + domain.size();
  return is_word_byte(at_or_blank(text, end)) ? 0 : end - at;
}

std::size_t ipv6_length(std::string_view text, std::size_t at) {
  auto address = run_of(text, at, kMaxIpv6Bytes, is_address_byte);
  if (std::count(address.begin(), address.end(), ':') < 2 || is_word_byte(at_or_blank(text, at + address.size()))) {
    return 0;
  }
  // What ends a sentence or begins a list is not of the address.
  while (!address.empty() && (address.back() == '.' || (address.back() == ':' && !address.ends_with("::")))) {
    address.remove_suffix(1);
  }
  const bool has_digit = std::any_of(address.begin(), address.end(), is_digit);
  return has_digit && parses<AF_INET6, in6_addr>(address) ? address.size() : 0;
}

std::size_t date_length(std::string_view text, std::size_t at) {
  const char before = at > 0 ? text[at - 1] : ' ';
  std::array<std::string_view, 3> fields;
  std::size_t end = at;
  char separator = 0;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    fields[i] = run_of(text, end, 5, is_digit);
    end += fields[i].size();
    if (fields[i].empty() || i == 2) {
      break;
    }
    const char c = at_or_blank(text, end);
    if ((c != '-' && c != '/') || (i == 1 && c != separator)) {
      return 0;
    }
    separator = c;
    ++end;
  }
  if (before == separator || fields[2].empty() || !is_date(fields, separator)) {
    return 0;
  }
  const char after = at_or_blank(text, end);
  if (const auto time = fields[0].size() == 4 ? time_length(text, end) : 0; time != 0) {
    end += time;
    return is_word_byte(at_or_blank(text, end)) ? 0 : end - at;
  }
  const bool goes_on = (after == separator || after == '.' || after == ',') && is_word_byte(at_or_blank(text, end + 1));
  return is_word_byte(after) || goes_on ? 0 : end - at;
}

bool is_grouped_number(std::string_view text) {
  std::size_t at = run_of(text, 0, 4, is_digit).size();
  if (at == 0 || at > 3 || (at_or_blank(text, at) != '.' && at_or_blank(text, at) != ',')) {
    return false;
  }
  const char separator = text[at];
  for (; at < text.size() && text[at] == separator; at += 4) {
    if (run_of(text, at + 1, 4, is_digit).size() != 3) {
      return false;
    }
  }
  const char decimal = separator == '.' ? ',' : '.';
  return at == text.size() || (text[at] == decimal && is_digits(text.substr(at + 1)));
}

std::string ungrouped(std::string_view grouped_number) {
  const char separator = grouped_number[grouped_number.find_first_of(".,")];
  std::string digits;
  for (const char c : grouped_number) {
    if (is_digit(c)) {
      digits += c;
    } else if (c != separator) {
      break;
    }
  }
  return digits;
}

bool is_ipv4(std::string_view text) { return parses<AF_INET, in_addr>(text); }

}  // namespace telusur::analysis
