#include "backend/given_weights.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace telusur::backend {

namespace {

using Weights = std::vector<std::pair<Xapian::docid, double>>;

class GivenWeights final : public Xapian::PostingSource {
 public:
  explicit GivenWeights(Weights weights) : weights_(std::move(weights)) {}

  PostingSource* clone() const override {
    return new GivenWeights(weights_);  // Xapian takes it over
  }
  void init(const Xapian::Database&) override {
    at_ = 0;
    started_ = false;
    double most = 0;
    for (const auto& [id, weight] : weights_) {
      most = std::max(most, weight);
    }
    set_maxweight(most);
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return get_termfreq_max(); }
  Xapian::doccount get_termfreq_max() const override { return static_cast<Xapian::doccount>(weights_.size()); }
  double get_weight() const override { return weights_[at_].second; }
  void next(double) override {
    at_ += started_ ? 1 : 0;
    started_ = true;
  }
  void skip_to(Xapian::docid id, double) override {
    started_ = true;
    while (at_ < weights_.size() && weights_[at_].first < id) {
      ++at_;
    }
  }
  bool at_end() const override { return at_ == weights_.size(); }
  Xapian::docid get_docid() const override { return weights_[at_].first; }

 private:
  const Weights weights_;  // by document
  std::size_t at_ = 0;
  bool started_ = false;
};

}  // namespace

Xapian::Query given_weights(const std::map<Xapian::docid, double>& weights) {
  auto source = std::make_unique<GivenWeights>(Weights(weights.begin(), weights.end()));
  return Xapian::Query(source.release()->release());
}

}  // namespace telusur::backend
