#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "backend/document_lengths.hpp"
#include "backend/posting_cursor.hpp"
#include "backend/score_plan.hpp"
#include "backend/time_budget.hpp"

namespace telusur::backend {

/// What a search has at hand beside the database. All of it must outlive the search.
struct SearchHelp {
  std::shared_ptr<const DocumentLengths> lengths = {};  ///< null: the database is asked
  DocumentLengthCache* asked = nullptr;                 ///< counts how often
  TimeBudget* budget = nullptr;                         ///< null: no end
};

/// Walks up the documents that match a plan and reach a score, and scores them.
///
/// Each posting list is read once. Once a score has to be reached, words that cannot reach it together with each other
/// (MaxScore: Turtle and Flood, "Query evaluation: strategies and optimizations", 1995) are looked up only in documents
/// that have another one, and so are titles, and a document is left as soon as what is still to come is too little. One
/// thread; the plan must outlive it.
class WordMerger {
 public:
  WordMerger(const ScorePlan& plan, const Xapian::Database& database, SearchHelp help);
  ~WordMerger();
  WordMerger(const WordMerger&) = delete;
  WordMerger& operator=(const WordMerger&) = delete;

  /// On the first document from `id` on whose score can be `lowest`. Neither may become less.
  void seek(Xapian::docid id, double lowest);

  /// The document that it is on; PostingCursor::kEnd: there is none any more.
  Xapian::docid document() const noexcept { return document_; }
  double score() const noexcept { return score_; }

 private:
  /// A list of a unit.
  struct Source {
    std::uint32_t list = 0;
    double highest = 0;  ///< what the unit adds at most to a document that has no better list of it
  };

  /// What adds to a score by itself.
  struct Unit {
    enum class Kind { kWord, kInstead, kGain };  ///< kInstead: what counts instead of the words of a group
    Kind kind = Kind::kWord;
    std::size_t index = 0;  ///< of words, groups or gains
    double highest = 0;
    std::vector<Source> sources = {};
    bool is_driving = true;  ///< documents are looked for in its lists
    Xapian::docid seen = 0;  ///< the last document that was looked at, if it has one of the lists of a driving unit
    double most = 0;         ///< that the unit adds to that document at most
  };

  /// A list in which documents are looked for.
  struct Driver {
    Xapian::docid at = 0;
    std::uint32_t list = 0;
    std::uint32_t unit = 0;
    double highest = 0;  ///< see Source
  };

  void add_units();
  void add_word(std::size_t index);
  void add_unit(Unit::Kind kind, std::size_t index, double highest);
  void add_sources(const Counted& counted, double highest);
  void order_units();
  void raise(double lowest);
  void choose_drivers();
  bool cannot_reach(double score) const { return score < needed_; }

  Xapian::docid at(std::uint32_t list, Xapian::docid id) { return at_[list] >= id ? at_[list] : move(list, id); }
  Xapian::docid move(std::uint32_t list, Xapian::docid id);
  Xapian::docid first_of(const Counted& counted, Xapian::docid id);

  void find_any(Xapian::docid id);
  Xapian::docid move_drivers(Xapian::docid id);
  void find_all(Xapian::docid id);
  Xapian::docid next_demanded(Xapian::docid id);
  Xapian::docid next_of(const ScoredGroup& group, Xapian::docid id);
  Xapian::docid next_of(const ScoredWord& word, Xapian::docid id);
  bool is_over() { return help_.budget != nullptr && help_.budget->is_over(); }

  // Of the document `id`: whether it reaches the score, and what its parts add; below 0: it has none of it.
  bool any_reach(Xapian::docid id);
  double most_of(Xapian::docid id);
  static double expected_of(const Unit& unit, Xapian::docid id);
  bool all_reach(Xapian::docid id);
  void set_length(Xapian::docid id);
  double score_of(const Counted& counted, Xapian::docid id);
  double score_of(const ScoredWord& word, Xapian::docid id);
  double score_of(const std::vector<Counted>& tiers, Xapian::docid id, std::size_t first = 0);
  double score_of(const ScoredGain& gain, Xapian::docid id);
  double score_of(const Unit& unit, Xapian::docid id);
  bool counts_in(const ScoredPlaces& places, Xapian::docid id);
  bool has_all_words(const ScoredGroup& group) const;
  bool has_demanded(Xapian::docid id);

  const ScorePlan& plan_;
  const Xapian::Database database_;
  const SearchHelp help_;
  std::vector<PostingCursor> cursors_;     // by list
  std::vector<Xapian::docid> at_;          // by list: where its cursor is; 0: not open yet
  std::vector<Unit> units_;                // in the order in which they are scored
  std::vector<std::size_t> by_highest_;    // units, the lowest first
  std::size_t passive_ = 0;                // of by_highest_: units that drive no more
  double passive_highest_ = 0;             // their scores together
  std::vector<Driver> drivers_;            // lists of the others
  std::vector<const ScoredGroup*> order_;  // demanded groups, the rarest first
  std::vector<char> has_word_;             // by word: the document has it
  double needed_ = 0;
  double highest_ = 0;  // no document reaches more
  double damping_ = 0;  // of the document that is looked at
  Xapian::termcount length_ = 0;
  std::uint64_t asked_ = 0;
  Xapian::docid document_ = 0;
  double score_ = 0;
};

}  // namespace telusur::backend
