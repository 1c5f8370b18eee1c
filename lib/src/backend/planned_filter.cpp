#include "backend/planned_filter.hpp"

#include "backend/filter_planner.hpp"

namespace telusur::backend {

std::shared_ptr<PlannedFilter> PlannedFilter::of(std::optional<query::Filter> filter) {
  return filter ? std::make_shared<PlannedFilter>(std::move(*filter)) : nullptr;
}

const Xapian::Query& PlannedFilter::plan(const std::vector<std::string>& filterable, const Xapian::Database& database,
                                         const std::function<bool()>& is_over) {
  if (!plan_) {
    if (is_over) {
      budget_.emplace(is_over);
    }
    plan_ = plan_filter(filter_, filterable, database, budget_ ? &*budget_ : nullptr);
  }
  return *plan_;
}

}  // namespace telusur::backend
