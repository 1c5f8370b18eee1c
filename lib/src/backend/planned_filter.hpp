#pragma once

#include <xapian.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "backend/time_budget.hpp"
#include "query/filter.hpp"

namespace telusur::backend {

/// A filter of a request, planned by the first of its searches that needs it: a plan may look at each value of an
/// attribute, and a request may search many times. One snapshot, one thread.
class PlannedFilter {
 public:
  explicit PlannedFilter(query::Filter filter) : filter_(std::move(filter)) {}
  /// Null for no filter.
  static std::shared_ptr<PlannedFilter> of(std::optional<query::Filter> filter);
  PlannedFilter(const PlannedFilter&) = delete;
  PlannedFilter& operator=(const PlannedFilter&) = delete;

  /// As plan_filter(). Must outlive the searches with it.
  /// @param is_over when the request must look at no more documents, the same for each of its searches; unset: never.
  ///                A plan that was made after that is not the whole filter.
  const Xapian::Query& plan(const std::vector<std::string>& filterable, const Xapian::Database& database,
                            const std::function<bool()>& is_over);

  /// Whether the time was over before the plan, or a search with it, had seen all values.
  bool was_cut_off() const noexcept { return budget_ && budget_->was_exceeded(); }

 private:
  query::Filter filter_;
  std::optional<TimeBudget> budget_;  // of the plan
  std::optional<Xapian::Query> plan_;
};

}  // namespace telusur::backend
