#include "backend/relaxation.hpp"

#include <algorithm>
#include <iterator>

namespace telusur::backend {

namespace {

using Demandables = std::vector<Demandable>;

bool is_rarer(const Demandable& one, const Demandable& other) { return one.documents < other.documents; }

Demandables::iterator let_go(Demandables& words, MatchingStrategy strategy) {
  if (strategy == MatchingStrategy::kFrequency) {
    return std::max_element(words.rbegin(), words.rend(), is_rarer).base() - 1;
  }
  const auto rarest = std::min_element(words.begin(), words.end(), is_rarer);
  const auto last = words.end() - 1;
  return last == rarest && words.size() > 1 ? last - 1 : last;
}

Stage groups_of(const Demandables& words) {
  Stage groups;
  std::transform(words.begin(), words.end(), std::back_inserter(groups),
                 [](const Demandable& word) { return word.group; });
  return groups;
}

}  // namespace

std::vector<Stage> relaxation(std::vector<Demandable> words, MatchingStrategy strategy) {
  const auto half = (words.size() + 1) / 2;
  std::vector<Stage> stages;
  for (; !words.empty() && words.size() >= half; words.erase(let_go(words, strategy))) {
    stages.push_back(groups_of(words));
  }
  stages.emplace_back();
  return stages;
}

std::string describe(const std::vector<Stage>& stages) {
  std::string text;
  for (const auto& stage : stages) {
    text += text.empty() ? "" : " > ";
    for (const auto group : stage) {
      text += (group == stage.front() ? "" : " ") + std::to_string(group);
    }
    text += stage.empty() ? "any" : "";
  }
  return text;
}

}  // namespace telusur::backend
