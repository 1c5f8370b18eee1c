#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "backend/bm25.hpp"
#include "backend/title_gain.hpp"
#include "backend/word_plan.hpp"

namespace telusur::backend {

/// WordPlaces, by lists.
struct ScoredPlaces {
  struct Word {
    std::uint32_t list = 0;
    std::uint32_t elsewhere = 0;
  };
  std::vector<std::uint32_t> lists = {};
  std::vector<std::uint32_t> largest = {};
  std::vector<Word> words = {};
};

/// What counts as one: the counts of its lists are summed.
struct Counted {
  std::vector<std::uint32_t> lists = {};    ///< by their place in ScorePlan::lists; none: it is in no document
  double weight = 0;                        ///< of Bm25
  double highest = 0;                       ///< it weighs no more in any document
  std::optional<ScoredPlaces> places = {};  ///< unset: it counts in every document
};

/// A word: the first of `tiers` that a document has counts.
struct ScoredWord {
  std::vector<Counted> tiers = {};
  Counted exact = {};   ///< of a document with the first tier
  Counted beside = {};  ///< in any document, with or without `tiers`
  double highest = 0;
};

/// Words that stand together, and what counts in a document without one of them: the first that it has.
struct ScoredGroup {
  std::size_t first = 0;  ///< of ScorePlan::words
  std::size_t last = 0;   ///< one behind the end
  std::vector<Counted> instead = {};
  double instead_highest = 0;
  Xapian::doccount most = 0;  ///< it is in no more documents
  bool demanded = false;      ///< a document has to match it
};

/// What documents gain that have all of `all` and none of the lists `unless`.
struct ScoredGain {
  std::vector<Counted> all = {};
  std::vector<std::uint32_t> unless = {};
  double highest = 0;
};

/// Words of a query with the numbers that score a document by the counts of its terms. Immutable.
///
/// The scores are those of `word_operators` AND_MAYBE `title_operators`, but for the last bits, and so is the highest
/// one that it tells.
struct ScorePlan {
  Bm25 bm25;
  /// A document has to match every group, and has of one with stand-ins either all words or none.
  bool demands_all = false;
  std::vector<SideBySide> lists = {};
  std::vector<ScoredWord> words = {};
  std::vector<ScoredGroup> groups = {};
  std::vector<ScoredGain> gains = {};  ///< the largest first
  double gains_highest = 0;
  double highest = 0;  ///< as Xapian would tell it: it adds up parts that exclude each other
  // How many documents match.
  Xapian::doccount least = 0;
  Xapian::doccount likely = 0;
  Xapian::doccount most = 0;
};

ScorePlan score_plan(const std::vector<GroupPlan>& groups, const std::vector<TitleGain>& gains, bool demands_all,
                     const TermStatistics& statistics);

}  // namespace telusur::backend
