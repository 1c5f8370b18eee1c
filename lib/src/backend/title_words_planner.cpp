#include "backend/title_words_planner.hpp"

#include <set>
#include <string>
#include <vector>

#include "backend/origin_weight.hpp"
#include "backend/word_class.hpp"

namespace telusur::backend {

namespace {

using Origin = query::Alternative::Origin;
using Query = Xapian::Query;

/// The weight of a word in the title beside that of the same word in the whole document.
constexpr double kTitleWeight = 0.3;

class TitleWordsPlanner {
 public:
  TitleWordsPlanner(const query::Query& query, const Xapian::Database& database)
      : query_(query), database_(database), has_content_(has_content_word(query)) {}

  Query run() {
    for (std::size_t i = 0; i < query_.clauses.size(); ++i) {
      if (query_.clauses[i].is_open_word()) {
        own_.push_back(existing(query_.clauses[i].words.front()));
        add(any_of(own_.back()), weight_at(i));
      } else {
        own_.emplace_back();
      }
    }
    for (const auto& expansion : query_.expansions) {
      for (const auto origin : {Origin::kSynonym, Origin::kTranslation, Origin::kCorrection}) {
        add_alternatives(expansion, origin);
      }
    }
    return {Query::OP_OR, parts_.begin(), parts_.end()};
  }

 private:
  using Terms = std::set<std::string>;

  Terms existing(const query::QueryWord& word) const {
    Terms terms = title_class_terms(word);
    std::erase_if(terms, [&](const std::string& term) { return !database_.term_exists(term); });
    return terms;
  }

  static Query any_of(const Terms& terms) {
    return terms.empty() ? Query() : Query(Query::OP_SYNONYM, terms.begin(), terms.end());
  }

  double weight_at(std::size_t clause) const {
    return kTitleWeight *
           (has_content_ && query_.clauses[clause].words.front().function_word ? kFunctionWordWeight : 1);
  }

  void add(const Query& part, double weight) {
    if (!part.empty()) {
      parts_.emplace_back(weight, part);
    }
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
        add(all_of(alternative), weight / static_cast<double>(alternative.words.size()));
      }
    }
    if (!singles.empty()) {
      add(instead_of_own(singles, expansion), weight);
    }
  }

  Query all_of(const query::Alternative& alternative) const {
    std::vector<Query> words;
    for (const auto& word : alternative.words) {
      words.push_back(any_of(existing(word)));
      if (words.back().empty()) {
        return {};
      }
    }
    return {Query::OP_AND, words.begin(), words.end()};
  }

  /// With the frequency of word and alternatives together, as in a text.
  Query instead_of_own(const Terms& alternatives, const query::Expansion& expansion) const {
    Terms own;
    for (std::size_t i = expansion.first; i < expansion.first + expansion.count; ++i) {
      own.insert(own_[i].begin(), own_[i].end());
    }
    if (own.empty()) {
      return any_of(alternatives);
    }
    Terms all = alternatives;
    all.insert(own.begin(), own.end());
    return {Query::OP_AND_NOT, any_of(all), Query(Query::OP_OR, own.begin(), own.end())};
  }

  const query::Query& query_;
  const Xapian::Database& database_;
  const bool has_content_;
  std::vector<Terms> own_;  // by clause
  std::vector<Query> parts_;
};

}  // namespace

Query plan_title_words(const query::Query& query, const Xapian::Database& database) {
  return TitleWordsPlanner(query, database).run();
}

}  // namespace telusur::backend
