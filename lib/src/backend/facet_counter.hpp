#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "telusur/settings.hpp"

namespace telusur::backend {

/// How often each value of an attribute occurs among the documents that match.
struct FacetCounts {
  /// The most frequent first, then by text; or by text, folded.
  std::vector<std::pair<std::string, std::uint64_t>> values;
  std::optional<std::pair<double, double>> range;  ///< lowest and highest of the attribute's numbers
};

/// Counts the values of some attributes over the documents that match. One search.
///
/// Values that differ in case alone are one, shown as most documents write it; "" is none. Memory: each distinct value.
class FacetCounter final : public Xapian::MatchSpy {
 public:
  /// Attributes by their place in the list of the settings.
  explicit FacetCounter(const std::vector<std::size_t>& places);

  void operator()(const Xapian::Document& document, double weight) override;

  /// The counts of the n-th attribute: the first `limit` values in an order.
  FacetCounts counts(std::size_t n, std::size_t limit, FacetOrder order = FacetOrder::kCount) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };
  struct Tally {
    std::uint64_t count = 0;
    bool is_number = false;
  };
  struct Facet {
    Xapian::valueno slot;
    std::unordered_map<std::string, Tally, Hash, std::equal_to<>> tallies = {};  // by the value as it is shown
  };

  std::vector<Facet> facets_;
};

}  // namespace telusur::backend
