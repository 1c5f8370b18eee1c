#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/analyzer.hpp"
#include "schema/json.hpp"
#include "telusur/settings.hpp"

namespace telusur::search {

/// A word of a title: as it is compared, and where it stands in the text.
struct TitleWord {
  std::string folded;
  std::size_t begin = 0;  ///< in bytes
  std::size_t end = 0;
};

/// The attribute that is the title of documents; "" where none is, or it is not displayed.
std::string title_attribute(const Settings& settings);

/// The words of a text, in order.
std::vector<TitleWord> title_words(std::string_view title, analysis::WordAnalyzer& analyzer);

/// Whether the words have each of `typed`, the last one also as a beginning where `open_end`.
bool has_words(const std::vector<TitleWord>& words, const std::vector<TitleWord>& typed, bool open_end);

/// Where the words hold `typed` side by side, the last one also as a beginning where `open_end`: the place of the
/// first.
std::optional<std::size_t> find_in_order(const std::vector<TitleWord>& words, const std::vector<TitleWord>& typed,
                                         bool open_end);

}  // namespace telusur::search
