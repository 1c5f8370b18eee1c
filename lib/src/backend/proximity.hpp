#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

#include "backend/term_statistics.hpp"
#include "query/ast.hpp"

namespace telusur::backend {

/// What documents gain by words of a query that stand near each other in them as they do in it.
///
/// After Büttcher, Clarke and Lushman, "Term Proximity Scoring for Ad-Hoc Retrieval on Very Large Text Collections"
/// (2006): two words are a pair where at most one other is between them in the query. Each place of the first one gives
/// one over its distance from the nearest place of the second; the sum is saturated, and counts as the rarer of the
/// two. Function words and excluded words are in no pair, and no two words twice. A word has the places of its typed
/// form, its keys and aliases as words, and of single words that stand for it, twelve at most, since stems have no
/// positions.
class Proximity {
 public:
  /// Nothing for a query with operators, or with words that are looked for in some attributes alone: places do not tell
  /// theirs. O(words).
  Proximity(const query::Query& query, const TermStatistics& statistics);

  /// No document gains as much, as a share of the best score of the words; 0 without pairs.
  double highest() const noexcept { return highest_; }

  /// As a share of the best score of the words. O(places of the words in the document, up to kMaxPlaces each).
  double gain(Xapian::docid document, const Xapian::Database& database) const;

  /// The words of the document, folded, by which it gains.
  std::vector<std::string> words(Xapian::docid document, const Xapian::Database& database) const;

  /// Documents at the head of a ranking that are looked at.
  static constexpr Xapian::doccount kDepth = 30;

 private:
  using Places = std::vector<Xapian::termpos>;

  struct Word {
    std::string typed;
    std::vector<std::string> terms;
    double weight = 0;
  };
  struct Pair {
    std::size_t first = 0;  // of words_
    std::size_t second = 0;
    double gain = 0;  // the highest
  };

  static constexpr std::size_t kMaxPlaces = 1'000;

  void add_pairs();
  /// Of each word.
  std::vector<Places> places(Xapian::docid document, const Xapian::Database& database) const;

  std::vector<Word> words_;
  std::vector<Pair> pairs_;
  double highest_ = 0;
};

}  // namespace telusur::backend
