#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

namespace telusur::backend {

/// One criterion of an order.
struct SortCriterion {
  std::size_t place;  ///< of the attribute in schema::ordered_attributes
  bool descending = false;
};

/// Orders documents by the values of their attributes. Documents without one come last in both directions.
class SortKey final : public Xapian::KeyMaker {
 public:
  explicit SortKey(std::vector<SortCriterion> criteria) : criteria_(std::move(criteria)) {}

  /// Keys order as the documents do, as bytes.
  std::string operator()(const Xapian::Document& document) const override;

 private:
  std::vector<SortCriterion> criteria_;
};

}  // namespace telusur::backend
