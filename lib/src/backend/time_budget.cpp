#include "backend/time_budget.hpp"

#include <memory>

namespace telusur::backend {

/// Every document until the time is over.
class BudgetSource final : public Xapian::PostingSource {
 public:
  explicit BudgetSource(TimeBudget& budget) : budget_(budget) {}

  void init(const Xapian::Database& database) override {
    last_ = database.get_lastdocid();
    documents_ = database.get_doccount();
    at_ = 0;
  }
  // All of them, so that estimates are those of the plan alone: Xapian takes a source that may be empty into account.
  Xapian::doccount get_termfreq_min() const override { return documents_; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }
  void next(double) override { move_to(at_ + 1); }
  void skip_to(Xapian::docid id, double) override {
    if (id > at_) {
      move_to(id);
    }
  }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }

 private:
  void move_to(Xapian::docid id) { at_ = budget_.is_over() ? last_ + 1 : id; }

  TimeBudget& budget_;
  Xapian::docid last_ = 0;
  Xapian::doccount documents_ = 0;
  Xapian::docid at_ = 0;
};

bool TimeBudget::is_over() {
  if (!exceeded_ && looked_at_++ % kInterval == 0) {
    exceeded_ = is_over_();
  }
  return exceeded_;
}

Xapian::Query TimeBudget::limited(const Xapian::Query& plan) {
  auto source = std::make_unique<BudgetSource>(*this);
  return {Xapian::Query::OP_FILTER, plan, Xapian::Query(source.release()->release())};
}

}  // namespace telusur::backend
