#include "backend/searcher.hpp"

#include <xapian.h>

#include <algorithm>

#include "backend/filter_planner.hpp"
#include "backend/query_planner.hpp"
#include "index/document_terms.hpp"

namespace telusur::backend {

namespace {

// BM25's k1 and b as Xapian has them, k1 in units of the weighted counts.
constexpr double kK1 = 1.0 * index::kWdfScale;
constexpr double kB = 0.5;
/// A word that is typed twice counts a little more: Xapian's k3.
constexpr double kK3 = 1;
/// Shortest document length, as a share of the mean, that still raises a score: Xapian's min_normlen.
constexpr double kMinNormalLength = 0.5;
/// A hit's own score, given back as the least one, must not fail to be reached for the last bit.
constexpr double kRounding = 1e-9;

Xapian::Query filtered_plan(const Snapshot& snapshot, const query::Query& query, MatchingStrategy strategy,
                            const std::optional<query::Filter>& filter) {
  const Xapian::Database& database = snapshot.database();
  if (!filter) {
    return plan_query(query, strategy, database);
  }
  const auto& filterable = snapshot.stored().settings.filterable_attributes;
  return {Xapian::Query::OP_FILTER, plan_query(query, strategy, database), plan_filter(*filter, filterable, database)};
}

/// Ranks by the weights that all searches share.
Xapian::Enquire enquire_of(const Xapian::Database& database, const Xapian::Query& plan) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BM25Weight(kK1, 0, kK3, kB, kMinNormalLength));
  enquire.set_query(plan);
  return enquire;
}

Ranking ranking_of(const Xapian::MSet& matches) {
  const double best = matches.get_max_possible();
  Ranking ranking;
  ranking.total = matches.get_matches_estimated();
  ranking.total_exact = matches.get_matches_lower_bound() == matches.get_matches_upper_bound();
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    const double score = best > 0 ? std::min(1.0, match.get_weight() / best) : 1.0;
    ranking.documents.push_back({match.get_document().get_data(), score});
  }
  return ranking;
}

void add_parts(Ranking& ranking, const Xapian::MSet& matches, const query::Query& query, const Xapian::Query& plan,
               const Xapian::Database& database) {
  std::vector<Xapian::docid> ids;
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    ids.push_back(*match);
  }
  auto parts =
      explain(query, plan, ids, database, [&](const Xapian::Query& part) { return enquire_of(database, part); });
  const double best = matches.get_max_possible();
  for (std::size_t n = 0; n < parts.size(); ++n) {
    for (auto& part : parts[n]) {
      part.score /= best;
    }
    ranking.documents[n].parts = std::move(parts[n]);
  }
}

}  // namespace

Ranking rank(const Snapshot& snapshot, const query::Query& query, MatchingStrategy strategy, const RankedRange& range,
             const Refinement& refinement) {
  return translating_errors(snapshot.directory(), [&] {
    const Xapian::Database& database = snapshot.database();
    const Xapian::Query plan = filtered_plan(snapshot, query, strategy, refinement.filter);
    Xapian::Enquire enquire = enquire_of(database, plan);
    if (range.min_score > 0) {
      // Asked for no hits, Xapian tells the best score possible without looking at a document.
      const double best = enquire.get_mset(0, 0).get_max_possible();
      enquire.set_cutoff(0, best * range.min_score * (1 - kRounding));
    }
    SortKey order(refinement.sort);
    if (!refinement.sort.empty()) {
      enquire.set_sort_by_key_then_relevance(&order, false);
    }
    FacetCounter counter(refinement.facets);
    if (!refinement.facets.empty()) {
      enquire.add_matchspy(&counter);
    }
    // Both look at every document that matches.
    const bool sees_all = !refinement.sort.empty() || !refinement.facets.empty();
    const std::uint32_t count_exactly = sees_all ? database.get_doccount() : range.count_exactly;
    const Xapian::MSet matches = enquire.get_mset(range.offset, range.limit, count_exactly);
    Ranking ranking = ranking_of(matches);
    if (range.explain) {
      add_parts(ranking, matches, query, plan, database);
    }
    for (std::size_t n = 0; n < refinement.facets.size(); ++n) {
      ranking.facets.push_back(counter.counts(n, refinement.facet_values));
    }
    return ranking;
  });
}

}  // namespace telusur::backend
