#include "backend/slot_filter.hpp"

#include <memory>
#include <utility>

namespace telusur::backend {

namespace {

class SlotSource final : public Xapian::ValuePostingSource {
 public:
  SlotSource(Xapian::valueno number, SlotTest test, TimeBudget* budget)
      : ValuePostingSource(number), test_(std::move(test)), budget_(budget) {}

  void next(double min_weight) override {
    ValuePostingSource::next(min_weight);
    find(min_weight);
  }

  void skip_to(Xapian::docid document, double min_weight) override {
    ValuePostingSource::skip_to(document, min_weight);
    find(min_weight);
  }

  bool check(Xapian::docid document, double min_weight) override {
    return ValuePostingSource::check(document, min_weight) && (at_end() || passes());
  }

  PostingSource* clone() const override {
    return new SlotSource(get_slot(), test_, budget_);  // Xapian takes it over
  }

  void init(const Xapian::Database& database) override {
    ValuePostingSource::init(database);
    set_termfreq_min(0);
    set_termfreq_est(get_termfreq_max() / 3);
  }

 private:
  bool passes() const { return test_(get_value()); }

  void find(double min_weight) {
    while (!at_end() && !passes()) {
      if (budget_ != nullptr && budget_->is_over()) {
        done();
        return;
      }
      ValuePostingSource::next(min_weight);
    }
  }

  SlotTest test_;
  TimeBudget* budget_;
};

}  // namespace

Xapian::Query slot_filter(Xapian::valueno slot, SlotTest test, TimeBudget* budget) {
  auto source = std::make_unique<SlotSource>(slot, std::move(test), budget);
  return {0, Xapian::Query(source.release()->release())};
}

}  // namespace telusur::backend
