#include "backend/query_planner.hpp"

#include <algorithm>
#include <iterator>

#include "backend/every_document.hpp"
#include "backend/layout.hpp"
#include "backend/operation_planner.hpp"
#include "backend/origin_weight.hpp"
#include "backend/score_plan.hpp"
#include "backend/title_planner.hpp"
#include "backend/title_words_planner.hpp"
#include "backend/word_operators.hpp"
#include "backend/word_plan.hpp"
#include "backend/word_source.hpp"

namespace telusur::backend {

namespace {

std::vector<std::string> surface_terms(const std::vector<query::QueryWord>& words) {
  std::vector<std::string> terms;
  terms.reserve(words.size());
  for (const auto& word : words) {
    terms.push_back(layout::surface_term(word.surface));
  }
  return terms;
}

Xapian::Query::op operator_of(MatchingStrategy strategy) {
  return strategy == MatchingStrategy::kAll ? Xapian::Query::OP_AND : Xapian::Query::OP_OR;
}

Xapian::Query anywhere_query(const query::Clause& clause) {
  if (clause.kind != query::Clause::Kind::kNear) {
    return phrase_query(clause.words);
  }
  const auto terms = surface_terms(clause.words);
  const auto window = static_cast<Xapian::termcount>(clause.distance * (terms.size() - 1) + 1);
  return {Xapian::Query::OP_NEAR, terms.begin(), terms.end(), window};
}

/// What a clause demands that is no word. Where it is looked for in some attributes, these must have each of its words.
Xapian::Query demand_query(const query::Clause& clause, const TermStatistics& statistics) {
  Xapian::Query demand = anywhere_query(clause);
  if (clause.scope.is_limited()) {
    for (const auto& term : surface_terms(clause.words)) {
      WordPlaces places;
      places.add(term, clause.scope, statistics);
      demand = Xapian::Query(Xapian::Query::OP_FILTER, demand, places_query(places));
    }
  }
  return demand;
}

Xapian::Query any_of_all(const std::vector<Xapian::Query>& plans) {
  return {Xapian::Query::OP_OR, plans.begin(), plans.end()};
}

/// What an operation leaves out: whatever has one of the clauses.
Xapian::Query plan_left_out(const query::Query& query, Stretch stretch, const TermStatistics& statistics) {
  std::vector<Xapian::Query> plans;
  for (std::size_t i = stretch.first; i < stretch.last; ++i) {
    plans.push_back(demand_query(query.clauses[i], statistics));
  }
  return any_of_all(plans);
}

/// Plans the stretches of one query.
class QueryPlanner {
 public:
  QueryPlanner(const query::Query& query, MatchingStrategy strategy, const TermStatistics& statistics, PlanForm form,
               const SearchHelp& help, const Stage& demanded)
      : query_(query),
        operator_(operator_of(strategy)),
        statistics_(statistics),
        form_(form),
        help_(help),
        demanded_(demanded) {}

  Xapian::Query run() const {
    if (query_.operation) {
      return plan_operation(query_, operator_, [&](std::size_t first, std::size_t count) {
        const Stretch stretch{first, first + count};
        return query_.clauses[first].excluded ? plan_left_out(query_, stretch, statistics_)
                                              : plan_stretch(stretch, plan_words(query_, stretch, statistics_), {});
      });
    }
    auto gains = plan_title(query_, statistics_);
    auto of_words = plan_title_words(query_, statistics_);
    std::move(of_words.begin(), of_words.end(), std::back_inserter(gains));
    return plan_stretch(whole(), demanding_words(), gains);
  }

  Xapian::Query run_demands() const {
    auto words = demanding_words();
    std::erase_if(words, [](const GroupPlan& group) { return !group.demanded; });
    return plan_stretch(whole(), words, {});
  }

 private:
  using Gains = std::vector<TitleGain>;
  using Words = std::vector<GroupPlan>;

  Stretch whole() const { return {0, query_.clauses.size()}; }

  Words demanding_words() const {
    auto words = plan_words(query_, whole(), statistics_);
    for (const auto group : demanded_) {
      words.at(group).demanded = true;
    }
    return words;
  }

  /// A phrase is a demand; the words beside it rank, unless all or some are demanded.
  Xapian::Query plan_stretch(Stretch stretch, const Words& words, const Gains& gains) const {
    using Query = Xapian::Query;
    std::vector<Query> required;
    std::vector<Query> excluded;
    for (std::size_t i = stretch.first; i < stretch.last; ++i) {
      const auto& clause = query_.clauses[i];
      if (clause.excluded || clause.kind != query::Clause::Kind::kWord) {
        (clause.excluded ? excluded : required).push_back(demand_query(clause, statistics_));
      }
    }
    Query plan;
    if (required.empty()) {
      plan = words.empty() ? with_gains(every_document(), gains) : words_query(words, gains);
    } else {
      plan = Query(Query::OP_AND, required.begin(), required.end());
      if (!words.empty()) {
        const bool demands = operator_ == Query::OP_AND || !demanded_.empty();
        plan = Query(demands ? Query::OP_AND : Query::OP_AND_MAYBE, plan, words_query(words, {}));
      }
      plan = with_gains(plan, gains);
    }
    return excluded.empty() ? plan : Query(Query::OP_AND_NOT, plan, any_of_all(excluded));
  }

  Xapian::Query words_query(const Words& words, const Gains& gains) const {
    return form_ == PlanForm::kOperators
               ? with_gains(word_operators(words, operator_), gains)
               : word_source(score_plan(words, gains, operator_ == Xapian::Query::OP_AND, statistics_), help_);
  }

  static Xapian::Query with_gains(const Xapian::Query& plan, const Gains& gains) {
    return gains.empty() ? plan : Xapian::Query(Xapian::Query::OP_AND_MAYBE, plan, title_operators(gains));
  }

  const query::Query& query_;
  const Xapian::Query::op operator_;
  const TermStatistics& statistics_;
  const PlanForm form_;
  const SearchHelp& help_;
  const Stage& demanded_;
};

}  // namespace

bool has_content_word(const query::Query& query) {
  return std::any_of(query.clauses.begin(), query.clauses.end(), [](const query::Clause& clause) {
    return !clause.excluded && (clause.kind != query::Clause::Kind::kWord || !clause.words.front().function_word);
  });
}

Xapian::Query phrase_query(const std::vector<query::QueryWord>& words) {
  const auto terms = surface_terms(words);
  return {Xapian::Query::OP_PHRASE, terms.begin(), terms.end(), static_cast<Xapian::termcount>(terms.size())};
}

Xapian::Query plan_query(const query::Query& query, MatchingStrategy strategy, const TermStatistics& statistics,
                         PlanForm form, const SearchHelp& help, const Stage& demanded) {
  return QueryPlanner(query, strategy, statistics, form, help, demanded).run();
}

Xapian::Query plan_demands(const query::Query& query, const Stage& demanded, const TermStatistics& statistics,
                           const SearchHelp& help) {
  return QueryPlanner(query, MatchingStrategy::kAll, statistics, PlanForm::kSources, help, demanded).run_demands();
}

}  // namespace telusur::backend
