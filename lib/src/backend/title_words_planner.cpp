#include "backend/title_words_planner.hpp"

#include <set>
#include <string>
#include <vector>

#include "backend/origin_weight.hpp"
#include "backend/word_class.hpp"

namespace telusur::backend {

namespace {

using Origin = query::Alternative::Origin;

/// The weight of a word in the title beside that of the same word in the whole document.
constexpr double kTitleWeight = 0.3;

class TitleWordsPlanner {
 public:
  TitleWordsPlanner(const query::Query& query, const TermStatistics& statistics)
      : query_(query), statistics_(statistics), has_content_(has_content_word(query)) {}

  std::vector<TitleGain> run() {
    for (std::size_t i = 0; i < query_.clauses.size(); ++i) {
      own_.emplace_back();
      if (query_.clauses[i].is_open_word() && query_.clauses[i].scope.has_title) {
        own_.back() = existing(query_.clauses[i].words.front());
        if (!own_.back().empty()) {
          gains_.push_back({{list(own_.back())}, weight_at(i)});
        }
      }
    }
    for (const auto& expansion : query_.expansions) {
      if (!query_.clauses[expansion.first].scope.has_title) {
        continue;
      }
      for (const auto origin : {Origin::kSynonym, Origin::kTranslation, Origin::kCorrection}) {
        if (origin != Origin::kCorrection || query_.corrected_in.has_title) {
          add_alternatives(expansion, origin);
        }
      }
    }
    return std::move(gains_);
  }

 private:
  using Terms = std::set<std::string>;

  static std::vector<std::string> list(const Terms& terms) { return {terms.begin(), terms.end()}; }

  Terms existing(const query::QueryWord& word) const {
    Terms terms = title_class_terms(word);
    std::erase_if(terms, [&](const std::string& term) { return !statistics_.has(term); });
    return terms;
  }

  double weight_at(std::size_t clause) const {
    return kTitleWeight *
           (has_content_ && query_.clauses[clause].words.front().function_word ? kFunctionWordWeight : 1);
  }

  /// Single words count together; several words each for itself, where a title has all of them.
  void add_alternatives(const query::Expansion& expansion, Origin origin) {
    Terms singles;
    const double weight = weight_of(origin, expansion) * weight_at(expansion.first);
    for (const auto& alternative : expansion.alternatives) {
      if (alternative.origin != origin) {
        continue;
      }
      if (alternative.words.size() == 1) {
        singles.merge(existing(alternative.words.front()));
      } else {
        add_all_of(alternative, weight / static_cast<double>(alternative.words.size()));
      }
    }
    if (!singles.empty()) {
      gains_.push_back({{list(singles)}, weight, own_of(expansion)});
    }
  }

  void add_all_of(const query::Alternative& alternative, double weight) {
    TitleGain gain{{}, weight};
    for (const auto& word : alternative.words) {
      gain.all.push_back(list(existing(word)));
      if (gain.all.back().empty()) {
        return;
      }
    }
    gains_.push_back(std::move(gain));
  }

  /// Alternatives have the frequency of word and alternatives together, as in a text.
  std::vector<std::string> own_of(const query::Expansion& expansion) const {
    Terms own;
    for (std::size_t i = expansion.first; i < expansion.first + expansion.count; ++i) {
      own.insert(own_[i].begin(), own_[i].end());
    }
    return list(own);
  }

  const query::Query& query_;
  const TermStatistics& statistics_;
  const bool has_content_;
  std::vector<Terms> own_;  // by clause
  std::vector<TitleGain> gains_;
};

}  // namespace

std::vector<TitleGain> plan_title_words(const query::Query& query, const TermStatistics& statistics) {
  return TitleWordsPlanner(query, statistics).run();
}

}  // namespace telusur::backend
