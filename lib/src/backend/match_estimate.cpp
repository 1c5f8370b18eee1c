#include "backend/match_estimate.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace telusur::backend {

namespace {

Xapian::doccount rounded(double estimate) { return static_cast<Xapian::doccount>(std::lround(estimate)); }

}  // namespace

Xapian::doccount MatchEstimate::any(std::vector<Xapian::doccount> parts) const {
  if (parts.empty() || documents_ == 0) {
    return 0;
  }
  // The rarest two are joined first, and their union takes their place.
  std::make_heap(parts.begin(), parts.end(), std::greater<>());
  const auto take = [&] {
    std::pop_heap(parts.begin(), parts.end(), std::greater<>());
    const double rarest = parts.back();
    parts.pop_back();
    return rarest;
  };
  while (parts.size() > 1) {
    const double one = take();
    const double other = take();
    parts.push_back(rounded(one + other - one * other / documents_));
    std::push_heap(parts.begin(), parts.end(), std::greater<>());
  }
  return parts.front();
}

Xapian::doccount MatchEstimate::all(const std::vector<Xapian::doccount>& parts) const {
  if (parts.empty() || documents_ == 0) {
    return 0;
  }
  double estimate = documents_;
  for (const auto part : parts) {
    estimate = estimate * part / documents_;
  }
  return rounded(estimate);
}

Xapian::doccount MatchEstimate::without(Xapian::doccount part, Xapian::doccount excluded) const {
  return documents_ == 0 ? 0 : rounded(part * (1 - excluded / documents_));
}

}  // namespace telusur::backend
