#pragma once

#include <string_view>
#include <vector>

namespace telusur::analysis {

/// The entries of a word list: one a line, without comments (`#` to the end of the line) and blanks around it.
/// The views point into `contents`.
std::vector<std::string_view> parse_word_list(std::string_view contents);

/// The contents of a list that is built into the library, for example "stopwords-id.txt". Static storage.
/// @throws Error kInternal when there is none of this name.
std::string_view embedded_list(std::string_view name);

}  // namespace telusur::analysis
