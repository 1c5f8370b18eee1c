#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "backend/term_statistics.hpp"
#include "backend/word_places.hpp"
#include "query/ast.hpp"

namespace telusur::backend {

/// Terms that stand side by side as they are; one alone is just that.
using SideBySide = std::vector<std::string>;

/// What counts in the place of words of a query: the alternatives of one origin that the index has, counted together.
struct StandIns {
  double weight = 1;  ///< as a share of the weight of the words
  std::vector<SideBySide> parts = {};
  std::optional<WordPlaces> places = {};  ///< unset: they count in every document
};

/// How one word of a query is found.
struct WordPlan {
  std::string typed;               ///< the term of the word as it is
  std::vector<std::string> forms;  ///< terms of all of its forms that the index has, counted together
  double weight = 1;
  /// What a document counts by that has none of the forms: the first of these that it has.
  std::vector<StandIns> instead = {};
  /// The completions of a function word. Nearly every document has it, so that they, words that say something, count
  /// beside it.
  StandIns beside = {};
  std::optional<WordPlaces> places = {};  ///< of `forms`; unset: they count in every document
};

/// Words of a query that have alternatives together, or one word.
struct GroupPlan {
  std::vector<WordPlan> words;
  /// What a document counts by that has not all of the words, if it has one of these: the first.
  std::vector<StandIns> instead = {};
  bool is_content = true;  ///< has a word that is no function word beside others
  bool demanded = false;   ///< a document has to match it, whatever joins the groups
};

/// A stretch of a query's clauses.
struct Stretch {
  std::size_t first = 0;
  std::size_t last = 0;  ///< one behind the end
};

/// What the typed form of a word adds to the weight of all of its forms, as a share of its own weight.
inline constexpr double kExactBonus = 0.3;

/// How the words of a stretch are found that are neither excluded nor in a phrase.
std::vector<GroupPlan> plan_words(const query::Query& query, Stretch stretch, const TermStatistics& statistics);

}  // namespace telusur::backend
