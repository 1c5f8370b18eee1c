#include "analysis/word_list.hpp"

#include <string>

#include "embedded/data.hpp"
#include "telusur/error.hpp"

namespace telusur::analysis {

namespace {

constexpr std::string_view kBlank = " \t\r";

std::string_view trimmed(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const auto first = line.find_first_not_of(kBlank);
  return first == std::string_view::npos ? std::string_view()
                                         : line.substr(first, line.find_last_not_of(kBlank) - first + 1);
}

}  // namespace

std::vector<std::string_view> parse_word_list(std::string_view contents) {
  std::vector<std::string_view> words;
  while (!contents.empty()) {
    const auto end = contents.find('\n');
    if (const auto word = trimmed(contents.substr(0, end)); !word.empty()) {
      words.push_back(word);
    }
    contents.remove_prefix(end == std::string_view::npos ? contents.size() : end + 1);
  }
  return words;
}

std::string_view embedded_list(std::string_view name) {
  for (const auto& file : embedded::data_files()) {
    if (file.name == name) {
      return file.contents;
    }
  }
  throw Error(ErrorCode::kInternal, "no built-in word list is named " + std::string(name));
}

}  // namespace telusur::analysis
