#include "backend/banded_order.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <tuple>

namespace telusur::backend {

namespace {

/// Documents at the very edge of a band must not fail to be reached for the last bit.
constexpr double kRounding = 1e-9;

/// The band of a score, from 0 for the best. A little is taken off, so that 0.9 is below 0.95 by 0.05 whole.
std::int64_t band_of(double score, double width) {
  return static_cast<std::int64_t>(std::floor((1 - score) / width + kRounding));
}

}  // namespace

std::vector<WeighedDocument> banded(Xapian::Enquire& enquire, const BandedOrder& order, const Xapian::MSet& found,
                                    Xapian::doccount depth, double best, double min_weight) {
  Xapian::MSet all = found;
  if (found.size() >= depth && depth > 0) {
    const double lowest = found[depth - 1].get_weight() / best;
    const double end = 1 - static_cast<double>(band_of(lowest, order.width) + 1) * order.width;
    enquire.set_cutoff(0, std::max(min_weight, best * (end - kRounding)));
    all = enquire.get_mset(0, std::max(depth, kMaxBanded));
  }
  struct Entry {
    std::int64_t band;
    std::string key;
    WeighedDocument document;
  };
  const SortKey key(order.criteria);
  std::vector<Entry> entries;
  entries.reserve(all.size());
  for (auto match = all.begin(); match != all.end(); ++match) {
    entries.push_back({band_of(match.get_weight() / best, order.width),
                       key(match.get_document()),
                       {*match, match.get_weight(), match.get_collapse_key()}});
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return std::tie(a.band, a.key) < std::tie(b.band, b.key); });
  entries.resize(std::min<std::size_t>(entries.size(), depth));
  std::vector<WeighedDocument> documents;
  documents.reserve(entries.size());
  std::transform(entries.begin(), entries.end(), std::back_inserter(documents),
                 [](const Entry& entry) { return entry.document; });
  return documents;
}

}  // namespace telusur::backend
