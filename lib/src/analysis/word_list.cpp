#include "analysis/word_list.hpp"

#include <string>

#include "analysis/indonesian/text_lines.hpp"
#include "base/blanks.hpp"
#include "embedded/data.hpp"
#include "telusur/error.hpp"

namespace telusur::analysis {

std::vector<std::string_view> parse_word_list(std::string_view contents) {
  std::vector<std::string_view> words;
  for_each_line(contents, [&words](std::string_view line) {
    if (const auto word = base::trimmed(line.substr(0, line.find('#'))); !word.empty()) {
      words.push_back(word);
    }
  });
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
