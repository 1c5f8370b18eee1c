#include "backend/word_source.hpp"

#include <memory>
#include <optional>

namespace telusur::backend {

namespace {

class WordSource final : public Xapian::PostingSource {
 public:
  WordSource(std::shared_ptr<const ScorePlan> plan, SearchHelp help) : plan_(std::move(plan)), help_(std::move(help)) {}

  void init(const Xapian::Database& database) override {
    merger_.emplace(*plan_, database, help_);
    set_maxweight(plan_->highest);
  }

  Xapian::doccount get_termfreq_min() const override { return plan_->least; }
  Xapian::doccount get_termfreq_est() const override { return plan_->likely; }
  Xapian::doccount get_termfreq_max() const override { return plan_->most; }

  void next(double min_weight) override { merger_->seek(merger_->document() + 1, min_weight); }
  void skip_to(Xapian::docid id, double min_weight) override {
    if (id > merger_->document()) {
      merger_->seek(id, min_weight);
    }
  }
  bool at_end() const override { return merger_->document() == PostingCursor::kEnd; }
  Xapian::docid get_docid() const override { return merger_->document(); }
  double get_weight() const override { return merger_->score(); }

  PostingSource* clone() const override {
    return new WordSource(plan_, help_);  // Xapian takes it over
  }

 private:
  const std::shared_ptr<const ScorePlan> plan_;
  const SearchHelp help_;
  std::optional<WordMerger> merger_;
};

}  // namespace

Xapian::Query word_source(ScorePlan plan, const SearchHelp& help) {
  auto source = std::make_unique<WordSource>(std::make_shared<const ScorePlan>(std::move(plan)), help);
  return Xapian::Query(source.release()->release());
}

}  // namespace telusur::backend
