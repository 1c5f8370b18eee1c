#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "analysis/analyzer.hpp"
#include "text/segment.hpp"

namespace telusur::search {

/// Which words of a text are shown: [first, last). Any window of as many words that begins at `earliest` to `latest`
/// shows the same matches.
struct WordWindow {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t earliest = 0;
  std::size_t latest = 0;
  std::size_t words = 0;  ///< different words that match in it
};

/// The stretch of `size` words with the most different matched words, then the most matches, then the earliest; with
/// its matches in the middle. `matched` has the word at each place that matches, else nullptr. O(words).
WordWindow best_window(const std::vector<const analysis::Word*>& matched, std::size_t size);

/// The window of as many words, with the same matches, that begins with the sentence of the first one; the given one
/// where no sentence begins there. `tokens` are the words of `text`.
WordWindow begin_with_sentence(WordWindow window, const std::vector<analysis::WordToken>& tokens, std::string_view text,
                               text::Segmenter& sentences);

}  // namespace telusur::search
