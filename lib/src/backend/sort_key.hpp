#pragma once

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/place.hpp"

namespace telusur::backend {

/// One criterion of an order.
struct SortCriterion {
  std::size_t place;  ///< of the attribute in schema::ordered_attributes
  bool descending = false;
  std::optional<base::Place> from = {};  ///< the order is that of the distances from there, instead of values
};

/// Orders documents by the values of their attributes, and the distances of their places. Documents without one come
/// last in both directions.
class SortKey final : public Xapian::KeyMaker {
 public:
  explicit SortKey(std::vector<SortCriterion> criteria) : criteria_(std::move(criteria)) {}

  /// Keys order as the documents do, as bytes.
  std::string operator()(const Xapian::Document& document) const override;

  /// Metres from the first criterion's place that has one; nothing where none has, or the document has no place.
  std::optional<double> distance(const Xapian::Document& document) const;

 private:
  std::vector<SortCriterion> criteria_;
};

}  // namespace telusur::backend
