#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace telusur::analysis {

/// Bytes of a word in a list or dictionary; longer ones are not read.
inline constexpr std::size_t kLongestWord = 64;

/// The first fields of one line, separated by spaces or tabs.
struct Fields {
  std::array<std::string_view, 8> at;
  std::size_t count = 0;
  std::string_view rest;  ///< what follows the eighth field
  std::string_view operator[](std::size_t index) const { return at[index]; }
};

/// Splits a line at runs of spaces and tabs, into eight fields at most.
inline Fields split_fields(std::string_view line) {
  constexpr std::string_view kBlank = " \t";
  Fields fields;
  std::size_t begin = line.find_first_not_of(kBlank);
  while (begin != std::string_view::npos && fields.count < fields.at.size()) {
    const std::size_t end = line.find_first_of(kBlank, begin);
    fields.at[fields.count++] = line.substr(begin, end == std::string_view::npos ? end : end - begin);
    begin = end == std::string_view::npos ? end : line.find_first_not_of(kBlank, end);
  }
  if (begin != std::string_view::npos) {
    fields.rest = line.substr(begin);
  }
  return fields;
}

/// Calls `use` with each line of a text, without its end (LF or CR LF).
template <typename Use>
void for_each_line(std::string_view text, Use use) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (!line.empty() && line.back() == '\r') {
      line.remove_suffix(1);
    }
    use(line);
  }
}

/// Calls `use` with the number and the fields of each line of a list, without comments (from # on) and lines without
/// fields.
template <typename Use>
void for_each_entry_line(std::string_view text, Use use) {
  std::size_t number = 0;
  for_each_line(text, [&](std::string_view line) {
    ++number;
    if (const Fields fields = split_fields(line.substr(0, line.find('#'))); fields.count > 0) {
      use(number, fields);
    }
  });
}

}  // namespace telusur::analysis
