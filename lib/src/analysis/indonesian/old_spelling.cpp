#include "analysis/indonesian/old_spelling.hpp"

#include <algorithm>
#include <array>

namespace telusur::analysis {
namespace {

struct Change {
  std::string_view old;
  std::string_view modern;
};

// The j alone comes last: in the others it has another sound.
constexpr std::array<Change, 7> kChanges = {
    {{"tj", "c"}, {"dj", "j"}, {"nj", "ny"}, {"sj", "sy"}, {"ch", "kh"}, {"oe", "u"}, {"j", "y"}}};

}  // namespace

std::string modern_spelling(std::string_view folded_word) {
  std::string modern;
  modern.reserve(folded_word.size());
  while (!folded_word.empty()) {
    const auto* change = std::find_if(kChanges.begin(), kChanges.end(),
                                      [&](const Change& known) { return folded_word.starts_with(known.old); });
    if (change == kChanges.end()) {
      modern += folded_word.front();
      folded_word.remove_prefix(1);
    } else {
      modern += change->modern;
      folded_word.remove_prefix(change->old.size());
    }
  }
  return modern;
}

}  // namespace telusur::analysis
