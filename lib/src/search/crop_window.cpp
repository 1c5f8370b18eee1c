#include "search/crop_window.hpp"

#include <algorithm>
#include <map>

namespace telusur::search {

WordWindow best_window(const std::vector<const analysis::Word*>& matched, std::size_t size) {
  std::map<const analysis::Word*, std::size_t> inside;
  std::size_t count = 0;
  std::pair<std::size_t, std::size_t> best_score{0, 0};
  std::size_t earliest = 0;
  for (std::size_t last = 0; last < matched.size(); ++last) {
    if (matched[last] != nullptr) {
      ++inside[matched[last]];
      ++count;
    }
    if (last >= size && matched[last - size] != nullptr) {
      const auto leaving = inside.find(matched[last - size]);
      --count;
      if (--leaving->second == 0) {
        inside.erase(leaving);
      }
    }
    const std::pair score{inside.size(), count};
    if (score > best_score) {
      best_score = score;
      earliest = last + 1 >= size ? last + 1 - size : 0;
    }
  }
  // The window was taken as soon as it held its last match: move on until the margins are even.
  const std::size_t last_start = matched.size() > size ? matched.size() - size : 0;
  std::size_t latest = earliest;
  while (best_score.second > 0 && latest < last_start && matched[latest] == nullptr) {
    ++latest;
  }
  const std::size_t first = earliest + (latest - earliest) / 2;
  return {first, std::min(matched.size(), first + size), earliest, latest, best_score.first};
}

WordWindow begin_with_sentence(WordWindow window, const std::vector<analysis::WordToken>& tokens, std::string_view text,
                               text::Segmenter& sentences) {
  if (window.earliest == window.latest) {
    return window;
  }
  // From the word before on, so that a sentence that begins at the first one is seen.
  const std::size_t from = window.earliest == 0 ? 0 : tokens[window.earliest - 1].offset_bytes;
  const std::size_t to = tokens[window.latest].offset_bytes + tokens[window.latest].length_bytes;
  const auto& found = sentences.segment(text.substr(from, to - from));
  for (auto sentence = found.rbegin(); sentence != found.rend(); ++sentence) {
    if (sentence->offset_bytes == 0 && window.earliest != 0) {
      break;  // cut off from the words before it
    }
    const auto word = std::lower_bound(
        tokens.begin(), tokens.end(), from + sentence->offset_bytes,
        [](const analysis::WordToken& token, std::size_t offset) { return token.offset_bytes < offset; });
    const auto first = static_cast<std::size_t>(word - tokens.begin());
    if (first >= window.earliest && first <= window.latest) {
      return {first, first + (window.last - window.first), window.earliest, window.latest, window.words};
    }
  }
  return window;
}

}  // namespace telusur::search
