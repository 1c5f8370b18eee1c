#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "backend/banded_order.hpp"
#include "backend/chosen_stage.hpp"
#include "backend/decay_source.hpp"
#include "backend/explanation.hpp"
#include "backend/facet_counter.hpp"
#include "backend/planned_filter.hpp"
#include "backend/snapshot_pool.hpp"
#include "backend/sort_key.hpp"
#include "backend/time_budget.hpp"
#include "query/ast.hpp"
#include "telusur/search.hpp"

namespace telusur::backend {

/// Which part of the ranking is wanted.
struct RankedRange {
  std::uint32_t offset = 0;
  std::uint32_t limit = 20;
  /// Documents that are counted exactly before the total becomes an estimate.
  std::uint32_t count_exactly = 0;
  /// Documents with a lower score are left out and not counted; 0 to 1.
  double min_score = 0;
  bool explain = false;         ///< fill in RankedDocument::parts
  bool with_languages = false;  ///< fill in RankedDocument::language
};

/// Values of a facet that an answer holds.
inline constexpr std::size_t kMaxFacetValues = 100;

/// What a request asks of the attributes of documents.
struct Refinement {
  /// Names filterable attributes alone; null: none. Copies share its plan.
  std::shared_ptr<PlannedFilter> filter = {};
  std::vector<SortCriterion> sort = {};        ///< before the scores; none: by score
  std::vector<std::size_t> facets = {};        ///< to count, by their place in the list of filterable attributes
  std::size_t facet_values = kMaxFacetValues;  ///< that are wanted of each
  std::vector<FacetOrder> facet_orders = {};   ///< of `facets`; those that are missing: by count
  BandedOrder banded = {};                     ///< between scores that are nearly the same; without criteria: none
  std::vector<Decay> decays = {};
  double now = 0;                         ///< for `decays`, in seconds since 1970
  std::vector<std::string> also = {};     ///< ids of documents that match whatever the query says, if the filter does
  std::vector<std::string> without = {};  ///< ids of documents that do not match
  /// The attribute of whose equal values the best document alone is wanted; a filterable one or
  /// Settings::distinct_attribute. "": none.
  std::string distinct = {};
  std::uint32_t of_each_group = 1;               ///< how many of equal documents are wanted, with `distinct`
  std::vector<std::string> without_groups = {};  ///< RankedDocument::group of documents that do not match
  bool only_also = false;                        ///< only those of `also` match
  /// What documents have to have of the words; null: any of them, as the strategy says. Copies share it. A search with
  /// a least score or `only_also` goes without.
  std::shared_ptr<ChosenStage> stage = {};
  std::function<bool()> is_over = {};       ///< when to look at no more documents; unset: never
  std::function<bool()> is_half_over = {};  ///< when half of that time is over
};

/// A ranked document.
struct RankedDocument {
  std::string stored;  ///< its JSON
  double score;        ///< 0 to 1
  /// Where they were asked for: what its score is made of, as shares of the best score possible.
  std::vector<ScorePart> parts = {};
  std::string language = {};  ///< where it was asked for; "" when not identified
  std::string group = {};     ///< with Refinement::distinct: what equal documents have in common; "" for one by itself
  std::optional<double> distance = {};  ///< SortKey::distance of the order
};

/// Part of a ranking, best first.
struct Ranking {
  std::vector<RankedDocument> documents;
  std::uint64_t total = 0;
  bool total_exact = false;
  std::vector<FacetCounts> facets = {};  ///< of all documents that match, in the order of Refinement::facets
  bool cut_off = false;                  ///< the time was over before all documents were seen
};

/// Ranks the documents that pass the filter of a snapshot by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework: BM25 and Beyond", 2009) over weighted term counts. Scores are shares of the best score possible for the
/// query. A filter changes no score. Facets and an order look at each document that matches. With an order of its own
/// nothing is banded.
/// @throws SnapshotExpired, Error.
Ranking rank(const Snapshot& snapshot, const query::Query& query, MatchingStrategy strategy, const RankedRange& range,
             const Refinement& refinement = {});

}  // namespace telusur::backend
