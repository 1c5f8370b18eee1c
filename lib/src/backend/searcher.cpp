#include "backend/searcher.hpp"

#include <xapian.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "backend/bm25.hpp"
#include "backend/given_weights.hpp"
#include "backend/layout.hpp"
#include "backend/proximity.hpp"
#include "backend/query_planner.hpp"

namespace telusur::backend {

namespace {

/// Ranks by the weights that all searches share.
Xapian::Enquire enquire_of(const Xapian::Database& database, const Xapian::Query& plan) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Bm25::for_xapian());
  enquire.set_query(plan);
  return enquire;
}

/// Asked for no hits, Xapian tells the best score possible without looking at a document.
double best_score(Xapian::Enquire& enquire) { return enquire.get_mset(0, 0).get_max_possible(); }

/// What documents can gain by decays, as a share of the best score.
double decay_share(const Refinement& refinement) {
  double share = 0;
  for (const auto& decay : refinement.decays) {
    share += decay.weight;
  }
  return share;
}

/// `plan`, of whose best score words and their nearness make what the weights of the decays leave.
/// @param best_factor by what nearness makes the best score of the words higher
Xapian::Query with_decays(const Xapian::Query& plan, const Refinement& refinement, double best_factor,
                          const Xapian::Database& database) {
  if (refinement.decays.empty()) {
    return plan;
  }
  std::vector<Xapian::Query> gains;
  auto enquire = enquire_of(database, plan);
  const double words = best_score(enquire);
  const double whole = words > 0 ? words * best_factor / (1 - decay_share(refinement)) : 1;
  for (const auto& decay : refinement.decays) {
    gains.push_back(decay_query(decay, whole * decay.weight, refinement.now));
  }
  return {Xapian::Query::OP_AND_MAYBE, plan, Xapian::Query(Xapian::Query::OP_OR, gains.begin(), gains.end())};
}

Xapian::Query with_ids(const std::vector<std::string>& ids) {
  std::vector<std::string> terms;
  std::transform(ids.begin(), ids.end(), std::back_inserter(terms), layout::id_term);
  return {0, Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end())};
}

/// Groups of documents that are one are counted up to here.
constexpr Xapian::doccount kMaxCountedGroups = 100'000;

/// The slot by which documents are one. `attribute` as Refinement::distinct.
Xapian::valueno group_slot(const std::string& attribute, const Settings& settings) {
  const auto& names = settings.filterable_attributes;
  const auto found = std::find(names.begin(), names.end(), attribute);
  return found == names.end() ? layout::kGroupSlot : layout::text_slot(static_cast<std::size_t>(found - names.begin()));
}

/// `plan` without the documents that do not match or pass.
Xapian::Query narrowed(Xapian::Query plan, const Snapshot& snapshot, const Refinement& refinement) {
  using Query = Xapian::Query;
  if (!refinement.without.empty()) {
    plan = Query(Query::OP_AND_NOT, plan, with_ids(refinement.without));
  }
  for (const auto& group : refinement.without_groups) {
    const auto slot = group_slot(refinement.distinct, snapshot.stored().settings);
    plan = Query(Query::OP_AND_NOT, plan, Query(Query::OP_VALUE_RANGE, slot, group, group));
  }
  if (refinement.filter) {
    const auto& filterable = snapshot.stored().settings.filterable_attributes;
    plan = Query(Query::OP_FILTER, plan, refinement.filter->plan(filterable, snapshot.database(), refinement.is_over));
  }
  return plan;
}

/// `plan` of the words, refined.
Xapian::Query refined(Xapian::Query plan, const Snapshot& snapshot, const Refinement& refinement, double best_factor) {
  using Query = Xapian::Query;
  plan = with_decays(plan, refinement, best_factor, snapshot.database());
  if (!refinement.also.empty()) {
    plan = Query(Query::OP_OR, plan, with_ids(refinement.also));
  }
  if (refinement.only_also) {
    plan = Query(Query::OP_FILTER, plan, with_ids(refinement.also));
  }
  return narrowed(plan, snapshot, refinement);
}

std::vector<WeighedDocument> weighed(const Xapian::MSet& matches) {
  std::vector<WeighedDocument> documents;
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    documents.push_back({*match, match.get_weight(), match.get_collapse_key()});
  }
  return documents;
}

/// The code of a document's language.
std::string language_of(Xapian::docid id, const Xapian::Database& database) {
  const std::string prefix = layout::language_term("");
  auto term = database.termlist_begin(id);
  term.skip_to(prefix);
  const bool has_one = term != database.termlist_end(id) && (*term).starts_with(prefix);
  return has_one ? (*term).substr(prefix.size()) : std::string();
}

/// One search from its plan to its answer.
class Search {
 public:
  Search(const Snapshot& snapshot, const query::Query& query, MatchingStrategy strategy, const RankedRange& range,
         const Refinement& refinement)
      : snapshot_(snapshot),
        database_(snapshot.database()),
        query_(query),
        strategy_(strategy),
        range_(range),
        refinement_(refinement),
        budget_(refinement.is_over),
        head_budget_(refinement.is_half_over ? refinement.is_half_over : refinement.is_over),
        proximity_(query, snapshot.statistics()),
        demanded_(demanded()),
        enquire_(enquire_of(database_, limited(plan(PlanForm::kSources)))),
        order_(refinement.sort),
        banded_order_(refinement.banded.criteria),
        counter_(refinement.facets) {}

  Ranking run() {
    if (decides_by_nearness()) {
      find_nearness();
    }
    if (!refinement_.distinct.empty()) {
      enquire_.set_collapse_key(group_slot(refinement_.distinct, snapshot_.stored().settings),
                                refinement_.of_each_group);
    }
    if (best_ == 0 && (range_.min_score > 0 || is_banded())) {
      best_ = best_score(enquire_);
    }
    if (range_.min_score > 0) {
      enquire_.set_cutoff(0, lowest_weight());
    }
    if (!refinement_.sort.empty()) {
      enquire_.set_sort_by_key_then_relevance(&order_, false);
    } else if (best_ == 0 && is_banded()) {
      // All documents are in one band.
      enquire_.set_sort_by_key(&banded_order_, false);
    }
    if (!refinement_.facets.empty() || range_.min_score > 0) {
      // With a spy Xapian counts what reaches the least score; else it tells what has the words.
      enquire_.add_matchspy(&counter_);
    }
    fetch();
    for (std::size_t n = 0; n < refinement_.facets.size(); ++n) {
      const auto order = n < refinement_.facet_orders.size() ? refinement_.facet_orders[n] : FacetOrder::kCount;
      ranking_.facets.push_back(counter_.counts(n, refinement_.facet_values, order));
    }
    ranking_.cut_off = budget_.was_exceeded() || nearness_cut_off_ ||
                       (refinement_.filter && refinement_.filter->was_cut_off()) ||
                       (refinement_.stage && refinement_.stage->was_cut_off());
    return std::move(ranking_);
  }

 private:
  SearchHelp help(TimeBudget& budget) const {
    return {snapshot_.lengths().lengths(database_), &snapshot_.lengths(), refinement_.is_over ? &budget : nullptr};
  }

  /// Decided in half of the time, as what is near is.
  Stage demanded() {
    if (!refinement_.stage || refinement_.only_also || range_.min_score > 0) {
      return {};
    }
    StagedSearch search{query_, strategy_, snapshot_.statistics(), help(head_budget_)};
    search.narrowed = [&](const Xapian::Query& plan) {
      const auto left = narrowed(plan, snapshot_, refinement_);
      return refinement_.is_over ? head_budget_.limited(left) : left;
    };
    if (!refinement_.distinct.empty()) {
      search.group_slot = group_slot(refinement_.distinct, snapshot_.stored().settings);
    }
    return refinement_.stage->of(search);
  }

  Xapian::Query plan(PlanForm form) {
    return refined(plan_query(query_, strategy_, snapshot_.statistics(), form, help(budget_), demanded_), snapshot_,
                   refinement_, best_factor());
  }

  Xapian::Query limited(const Xapian::Query& plan) { return refinement_.is_over ? budget_.limited(plan) : plan; }

  bool is_banded() const { return !refinement_.banded.criteria.empty() && refinement_.sort.empty(); }
  /// With what nearness can give the best score is higher.
  double best_factor() const { return 1 + proximity_.highest(); }
  /// Whether more than the order of the first documents depends on it: which of them are there, or stand for others.
  bool decides_by_nearness() const {
    return best_factor() > 1 && (range_.limit > 0 || range_.min_score > 0) &&
           (range_.min_score > 0 || !refinement_.distinct.empty() || !refinement_.sort.empty() || is_banded());
  }
  bool orders_by_nearness() const {
    return best_factor() > 1 && !decides_by_nearness() && range_.limit > 0 && range_.offset < Proximity::kDepth;
  }
  double best_of_words(const Xapian::MSet& matches) const {
    const double decays = decay_share(refinement_);
    return matches.get_max_possible() / (1 + decays * best_factor() / (1 - decays));
  }
  double best_of_all(const Xapian::MSet& matches) const {
    return best_of_words(matches) * best_factor() / (1 - decay_share(refinement_));
  }
  double lowest_weight() const { return best_ * range_.min_score * (1 - kScoreRounding); }

  /// How many documents from `first` on are asked for, of which `size` are wanted: Xapian counts the groups of
  /// documents exactly only as far as they are among those.
  std::uint32_t fetched(std::uint32_t first, std::uint32_t size, std::uint32_t count_exactly) const {
    const std::uint32_t counted = std::min({count_exactly, database_.get_doccount(), kMaxCountedGroups});
    return refinement_.distinct.empty() ? size : std::max(size, counted - std::min(counted, first));
  }

  void fetch() {
    // These look at every document that matches.
    const bool sees_all = !refinement_.sort.empty() || !refinement_.facets.empty() || range_.min_score > 0;
    const std::uint32_t count_exactly = sees_all ? database_.get_doccount() : range_.count_exactly;
    const bool in_bands = is_banded() && best_ > 0;
    const bool from_head = in_bands || orders_by_nearness();
    const auto first = from_head ? 0 : range_.offset;
    const auto size = from_head ? head_size() : range_.limit;
    const Xapian::MSet matches = enquire_.get_mset(first, fetched(first, size, count_exactly), count_exactly);
    if (!decides_by_nearness()) {
      best_ = best_of_all(matches);
    }
    ranking_.total = matches.get_matches_estimated();
    ranking_.total_exact = matches.get_matches_lower_bound() == matches.get_matches_upper_bound();
    auto documents = weighed(matches);
    documents.resize(std::min<std::size_t>(documents.size(), size));
    if (in_bands) {
      enquire_.clear_matchspies();
      documents =
          banded(enquire_, refinement_.banded, matches, size, best_, range_.min_score > 0 ? lowest_weight() : 0);
    } else if (from_head) {
      near_first(documents, best_of_words(matches));
    }
    if (from_head) {
      documents.erase(documents.begin(),
                      documents.begin() + std::min<std::ptrdiff_t>(range_.offset, std::ssize(documents)));
      documents.resize(std::min<std::size_t>(documents.size(), range_.limit));
    }
    show(documents);
  }

  /// Documents of which the page is a part.
  std::uint32_t head_size() const {
    const std::uint32_t page_end = range_.offset + range_.limit;
    return orders_by_nearness() ? std::max(page_end, Proximity::kDepth) : page_end;
  }

  /// Orders the first of the documents, which are those from the best one on, anew. Those behind them weigh less
  /// already.
  void near_first(std::vector<WeighedDocument>& documents, double best_of_words) {
    const auto end = documents.begin() + std::min<std::ptrdiff_t>(Proximity::kDepth, std::ssize(documents));
    for (auto document = documents.begin(); document != end; ++document) {
      nearness_cut_off_ = refinement_.is_over && refinement_.is_over();
      if (nearness_cut_off_) {
        break;
      }
      document->weight += nearness_of(document->id, best_of_words);
    }
    std::stable_sort(documents.begin(), end,
                     [](const auto& one, const auto& other) { return one.weight > other.weight; });
  }

  /// Looks for the head of the ranking by the words alone, to give its documents what nearness gives them; in half of
  /// the time, so that the other half is left for the search itself, which goes without when this one was not enough.
  void find_nearness() {
    const Xapian::Query words = enquire_.get_query();
    enquire_.set_query(refinement_.is_over ? head_budget_.limited(words) : words);
    const auto head = enquire_.get_mset(0, Proximity::kDepth);
    best_ = best_of_all(head);
    const auto& is_over = refinement_.is_half_over ? refinement_.is_half_over : refinement_.is_over;
    for (auto match = head.begin(); match != head.end() && !nearness_cut_off_; ++match) {
      nearness_of(*match, best_of_words(head));
      nearness_cut_off_ = is_over && is_over();
    }
    if (nearness_cut_off_ || head_budget_.was_exceeded()) {
      nearness_cut_off_ = true;
      nearness_.clear();
    }
    enquire_.set_query(nearness_.empty() ? words
                                         : Xapian::Query(Xapian::Query::OP_AND_MAYBE, words, given_weights(nearness_)));
  }

  double nearness_of(Xapian::docid document, double best_of_words) {
    return nearness_[document] = best_of_words * proximity_.gain(document, database_);
  }

  void show(const std::vector<WeighedDocument>& documents) {
    std::vector<Xapian::docid> ids;
    for (const auto& [id, weight, group] : documents) {
      const double score = best_ > 0 ? std::min(1.0, weight / best_) : 1.0;
      const Xapian::Document document = database_.get_document(id);
      ranking_.documents.push_back({document.get_data(), score});
      ranking_.documents.back().group = group;
      ranking_.documents.back().distance = order_.distance(document);
      if (range_.with_languages) {
        ranking_.documents.back().language = language_of(id, database_);
      }
      ids.push_back(id);
    }
    if (range_.explain) {
      add_parts(ids);
      for (std::size_t n = 0; n < ids.size(); ++n) {
        add_nearness_part(ids[n], ranking_.documents[n].parts);
      }
    }
  }

  /// The parts are in the order of their scores.
  void add_nearness_part(Xapian::docid document, std::vector<ScorePart>& parts) const {
    const auto found = nearness_.find(document);
    if (found == nearness_.end() || found->second <= 0) {
      return;
    }
    const ScorePart part{
        .kind = ScoreKind::kProximity, .words = proximity_.words(document, database_), .score = found->second / best_};
    const auto place =
        std::find_if(parts.begin(), parts.end(), [&](const auto& one) { return one.score < part.score; });
    parts.insert(place, part);
  }

  void add_parts(const std::vector<Xapian::docid>& ids) {
    auto parts = explain(query_, plan(PlanForm::kOperators), ids, database_,
                         [&](const Xapian::Query& part) { return enquire_of(database_, part); });
    for (std::size_t n = 0; n < parts.size(); ++n) {
      for (auto& part : parts[n]) {
        part.score /= best_;
      }
      ranking_.documents[n].parts = std::move(parts[n]);
    }
  }

  const Snapshot& snapshot_;
  const Xapian::Database& database_;
  const query::Query& query_;
  const MatchingStrategy strategy_;
  const RankedRange& range_;
  const Refinement& refinement_;
  TimeBudget budget_;
  TimeBudget head_budget_;
  const Proximity proximity_;
  const Stage demanded_;
  Xapian::Enquire enquire_;
  double best_ = 0;  // the best score possible, once it is known
  SortKey order_;
  SortKey banded_order_;
  FacetCounter counter_;
  std::map<Xapian::docid, double> nearness_;  // of the documents at the head of the ranking: what it gives them
  bool nearness_cut_off_ = false;             // the time was over before all of them were looked at
  Ranking ranking_;
};

}  // namespace

Ranking rank(const Snapshot& snapshot, const query::Query& query, MatchingStrategy strategy, const RankedRange& range,
             const Refinement& refinement) {
  return translating_errors(snapshot.directory(),
                            [&] { return Search(snapshot, query, strategy, range, refinement).run(); });
}

}  // namespace telusur::backend
