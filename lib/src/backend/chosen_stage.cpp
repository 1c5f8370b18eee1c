#include "backend/chosen_stage.hpp"

#include <algorithm>

#include "backend/query_planner.hpp"
#include "backend/score_plan.hpp"
#include "backend/word_plan.hpp"

namespace telusur::backend {

namespace {

bool is_demand(const query::Clause& clause) { return !clause.excluded && clause.kind != query::Clause::Kind::kWord; }

/// A word that decides by itself who appears: it is alone.
bool is_alone(const query::Query& query, const std::vector<GroupPlan>& words) {
  const bool is_one = words.empty() || (words.size() == 1 && words.front().words.size() == 1);
  return is_one && std::none_of(query.clauses.begin(), query.clauses.end(), is_demand);
}

std::vector<Demandable> demandable(const std::vector<GroupPlan>& words, const TermStatistics& statistics) {
  std::vector<Demandable> found;
  const auto scored = score_plan(words, {}, false, statistics);
  for (std::size_t n = 0; n < words.size(); ++n) {
    // A word in no document leaves out none.
    if (words[n].is_content && scored.groups[n].most > 0) {
      found.push_back({n, scored.groups[n].most});
    }
  }
  return found;
}

/// Whether a document with all of a stage may be found often enough, as far as the words tell for themselves.
bool can_have(Xapian::doccount enough, const Stage& stage, const std::vector<Demandable>& words) {
  return std::none_of(words.begin(), words.end(), [&](const Demandable& word) {
    return word.documents < enough && std::find(stage.begin(), stage.end(), word.group) != stage.end();
  });
}

}  // namespace

const Stage& ChosenStage::of(const StagedSearch& search) {
  if (!stage_) {
    stage_ = choose(search);
  }
  return *stage_;
}

Stage ChosenStage::choose(const StagedSearch& search) {
  if (search.query.operation || search.strategy == MatchingStrategy::kAll ||
      search.statistics.database().get_doccount() < enough_) {
    return {};
  }
  const auto groups = plan_words(search.query, {0, search.query.clauses.size()}, search.statistics);
  if (is_alone(search.query, groups)) {
    return {};
  }
  const auto words = demandable(groups, search.statistics);
  for (const auto& stage : relaxation(words, search.strategy)) {
    if (stage.empty() || (can_have(enough_, stage, words) && has_enough(search, stage))) {
      return stage;
    }
    if (search.help.budget != nullptr && search.help.budget->was_exceeded()) {
      break;
    }
  }
  cut_off_ = true;
  return {};
}

bool ChosenStage::has_enough(const StagedSearch& search, const Stage& stage) const {
  const auto plan = plan_demands(search.query, stage, search.statistics, search.help);
  Xapian::Enquire enquire(search.statistics.database());
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(search.narrowed({0, plan}));
  if (search.group_slot) {
    enquire.set_collapse_key(*search.group_slot);
  }
  // Asked for nothing, Xapian tells without looking at a document between which bounds the matches are.
  const auto bounds = enquire.get_mset(0, 0);
  const bool is_known = bounds.get_matches_upper_bound() < enough_ || bounds.get_matches_lower_bound() >= enough_;
  return (is_known ? bounds : enquire.get_mset(0, 0, enough_)).get_matches_lower_bound() >= enough_;
}

}  // namespace telusur::backend
