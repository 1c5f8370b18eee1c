#include "backend/facet_counter.hpp"

#include <algorithm>
#include <map>

#include "backend/attribute_store.hpp"
#include "backend/layout.hpp"
#include "base/number.hpp"
#include "text/normalize.hpp"

namespace telusur::backend {

namespace {

/// The spellings of one value: how many documents have any, and the one that most have.
struct Group {
  std::uint64_t count = 0;
  std::string_view shown = {};
  std::uint64_t shown_count = 0;

  void add(std::string_view spelling, std::uint64_t documents) {
    count += documents;
    if (documents > shown_count || (documents == shown_count && spelling < shown)) {
      shown = spelling;
      shown_count = documents;
    }
  }
};

void widen(std::optional<std::pair<double, double>>& range, double number) {
  range =
      range ? std::pair(std::min(range->first, number), std::max(range->second, number)) : std::pair(number, number);
}

}  // namespace

FacetCounter::FacetCounter(const std::vector<std::size_t>& places) {
  for (const auto place : places) {
    facets_.push_back({layout::text_slot(place)});
  }
}

void FacetCounter::operator()(const Xapian::Document& document, double) {
  for (auto& [slot, tallies] : facets_) {
    const std::string stored = document.get_value(slot);
    for (std::string_view rest = stored; !rest.empty();) {
      const auto value = take_shown_value(rest);
      if (value.text.empty()) {
        continue;
      }
      auto found = tallies.find(value.text);
      if (found == tallies.end()) {
        found = tallies.emplace(value.text, Tally{}).first;
      }
      ++found->second.count;
      found->second.is_number = found->second.is_number || value.is_number;
    }
  }
}

FacetCounts FacetCounter::counts(std::size_t n, std::size_t limit, FacetOrder order) const {
  FacetCounts result;
  std::map<std::string, Group> groups;
  for (const auto& [shown, tally] : facets_[n].tallies) {
    groups[text::fold_text(shown)].add(shown, tally.count);
    if (const auto number = tally.is_number ? base::decimal_number(shown) : std::nullopt) {
      widen(result.range, *number);
    }
  }
  for (const auto& [folded, group] : groups) {
    result.values.emplace_back(group.shown, group.count);
  }
  const auto kept = static_cast<std::ptrdiff_t>(std::min(limit, result.values.size()));
  if (order == FacetOrder::kCount) {
    std::partial_sort(
        result.values.begin(), result.values.begin() + kept, result.values.end(),
        [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
  }
  result.values.resize(static_cast<std::size_t>(kept));
  return result;
}

}  // namespace telusur::backend
