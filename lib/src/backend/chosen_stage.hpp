#pragma once

#include <xapian.h>

#include <functional>
#include <optional>

#include "backend/relaxation.hpp"
#include "backend/term_statistics.hpp"
#include "backend/word_merger.hpp"
#include "query/ast.hpp"
#include "telusur/search.hpp"

namespace telusur::backend {

/// A search whose words are demanded in stages.
struct StagedSearch {
  const query::Query& query;
  MatchingStrategy strategy;
  const TermStatistics& statistics;
  SearchHelp help = {};  ///< its budget is that of the counting
  /// What all but the words leaves of the documents of a plan.
  std::function<Xapian::Query(Xapian::Query)> narrowed = {};
  /// The slot of whose equal values one document counts.
  std::optional<Xapian::valueno> group_slot = {};
};

/// The stage of a request, decided by the first of its searches that needs it, so that hits, totals and facets are of
/// the same documents. One snapshot, one thread.
class ChosenStage {
 public:
  /// @param enough documents for a stage to decide who appears; see kEnough
  explicit ChosenStage(Xapian::doccount enough) : enough_(enough) {}
  ChosenStage(const ChosenStage&) = delete;
  ChosenStage& operator=(const ChosenStage&) = delete;

  /// The first stage with enough documents. A query with operators demands what these say, and kAll demands all by
  /// itself: nothing in stages.
  ///
  /// Stages that the frequencies of the words rule out cost nothing; of each other one, up to `enough` documents are
  /// looked at, and the lists of its rarest words. When the time is over nothing is demanded.
  const Stage& of(const StagedSearch& search);

  /// Whether the time was over before a stage was chosen.
  bool was_cut_off() const noexcept { return cut_off_; }

  /// The least documents that are enough: fewer do not leave the score much to choose from.
  static constexpr Xapian::doccount kEnough = 1'000;

 private:
  Stage choose(const StagedSearch& search);
  bool has_enough(const StagedSearch& search, const Stage& stage) const;

  const Xapian::doccount enough_;
  std::optional<Stage> stage_;
  bool cut_off_ = false;
};

}  // namespace telusur::backend
