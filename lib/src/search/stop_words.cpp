#include "search/stop_words.hpp"

#include <algorithm>
#include <iterator>

#include "text/normalize.hpp"

namespace telusur::search {

std::set<std::string, std::less<>> folded_stop_words(const Settings& settings) {
  std::set<std::string, std::less<>> folded;
  std::transform(settings.stop_words.begin(), settings.stop_words.end(), std::inserter(folded, folded.end()),
                 text::fold_word);
  return folded;
}

}  // namespace telusur::search
