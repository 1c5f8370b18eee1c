#pragma once

#include <xapian.h>

#include <functional>

namespace telusur::backend {

/// How long a search may go on.
///
/// A plan under the budget finds no more documents once it is used up: what was found until then is the answer. The
/// clock is asked once for some documents that are looked at. One search; must outlive it.
class TimeBudget {
 public:
  /// @param is_over whether the search must end, from then on for good.
  explicit TimeBudget(std::function<bool()> is_over) : is_over_(std::move(is_over)) {}

  /// `plan`, under this budget. It changes no score.
  Xapian::Query limited(const Xapian::Query& plan);

  /// Whether the search must end here; to be asked at each document that is looked at.
  bool is_over();

  /// Whether the search ended before it had seen every document.
  bool was_exceeded() const noexcept { return exceeded_; }

  /// Documents between two looks at the clock.
  static constexpr unsigned kInterval = 64;

 private:
  std::function<bool()> is_over_;
  unsigned looked_at_ = 0;
  bool exceeded_ = false;
};

}  // namespace telusur::backend
