#include "backend/decay_source.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "backend/attribute_store.hpp"
#include "backend/layout.hpp"
#include "backend/source_label.hpp"

namespace telusur::backend {

namespace {

constexpr double kSecondsPerDay = 86'400;

class DecaySource final : public Xapian::ValuePostingSource {
 public:
  DecaySource(Xapian::valueno date_slot, double half_life, double highest, double now)
      : ValuePostingSource(date_slot), half_life_(half_life), highest_(highest), now_(now) {}

  void init(const Xapian::Database& database) override {
    ValuePostingSource::init(database);
    set_maxweight(highest_);
  }

  double get_weight() const override {
    const auto date = sorted_number(get_value());
    return date ? highest_ * std::exp2(-std::max(0.0, now_ - *date) / half_life_) : 0;
  }

  PostingSource* clone() const override {
    return new DecaySource(get_slot(), half_life_, highest_, now_);  // Xapian takes it over
  }

  std::string get_description() const override { return SourceLabel{ScoreKind::kFreshness}.description(); }

 private:
  const double half_life_;  // seconds
  const double highest_;
  const double now_;
};

}  // namespace

Xapian::Query decay_query(const Decay& decay, double highest, double now) {
  auto source = std::make_unique<DecaySource>(layout::sort_slot(decay.place), decay.half_life_days * kSecondsPerDay,
                                              highest, now);
  return Xapian::Query(source.release()->release());
}

}  // namespace telusur::backend
