#include "backend/term_statistics.hpp"

#include <algorithm>

namespace telusur::backend {

TermStatistics::Known& TermStatistics::known(const std::string& term) const {
  if (known_.size() >= kMaxTerms) {
    known_.clear();
  }
  const auto [entry, is_new] = known_.try_emplace(term);
  if (is_new) {
    try {
      entry->second.frequency = database_.get_termfreq(term);
    } catch (...) {
      known_.erase(entry);
      throw;
    }
  }
  return entry->second;
}

Xapian::doccount TermStatistics::frequency(const std::string& term) const { return known(term).frequency; }

Xapian::termcount TermStatistics::wdf_bound(const std::string& term) const {
  auto& found = known(term);
  if (found.wdf_bound == 0 && found.frequency > 0) {
    found.wdf_bound = database_.get_wdf_upper_bound(term);
  }
  return found.wdf_bound;
}

Xapian::termcount TermStatistics::loose_wdf_bound(const std::string& term) const {
  auto& found = known(term);
  if (found.loose_wdf_bound == 0 && found.frequency > 0) {
    const auto all = database_.get_collection_freq(term);
    const auto first = database_.postlist_begin(term).get_wdf();
    found.loose_wdf_bound = std::max(first, static_cast<Xapian::termcount>(all - first));
  }
  return found.loose_wdf_bound;
}

}  // namespace telusur::backend
