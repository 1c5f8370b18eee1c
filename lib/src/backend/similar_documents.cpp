#include "backend/similar_documents.hpp"

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "backend/bm25.hpp"
#include "backend/filter_planner.hpp"
#include "backend/layout.hpp"
#include "backend/time_budget.hpp"

namespace telusur::backend {

namespace {

/// Of a long document the terms that it has most often; their frequencies in the index are looked up one by one.
constexpr std::size_t kMaxLookedUp = 400;

/// A word or stem of a document.
struct Word {
  std::string text;
  double worth = 0;
};

/// The `count` words of the highest worth, of equal ones the first.
void keep_best(std::vector<Word>& words, std::size_t count) {
  const auto better = [](const Word& a, const Word& b) {
    return a.worth != b.worth ? a.worth > b.worth : a.text < b.text;
  };
  const auto end = words.begin() + std::min(std::ssize(words), static_cast<std::ptrdiff_t>(count));
  std::partial_sort(words.begin(), end, words.end(), better);
  words.erase(end, words.end());
}

/// The words and stems of a document, each once, by how often they are in it.
std::vector<Word> words_of_document(const Xapian::Database& database, Xapian::docid id, const SimilarityRange& range) {
  std::map<std::string, Xapian::termcount, std::less<>> counts;
  const auto end = database.termlist_end(id);
  for (auto term = database.termlist_begin(id); term != end; ++term) {
    const std::string text = *term;
    const std::string_view word = layout::word_of(text);
    if (!word.empty() && !(range.says_little && range.says_little(word))) {
      auto& count = counts.try_emplace(std::string(word), 0).first->second;
      count = std::max(count, term.get_wdf());
    }
  }
  std::vector<Word> words;
  words.reserve(counts.size());
  std::transform(counts.begin(), counts.end(), std::back_inserter(words), [](const auto& entry) {
    return Word{entry.first, std::log1p(entry.second)};
  });
  return words;
}

std::vector<Word> telling_words(const Xapian::Database& database, Xapian::docid id, const SimilarityRange& range) {
  auto words = words_of_document(database, id, range);
  keep_best(words, kMaxLookedUp);
  const double documents = database.get_doccount();
  for (auto& word : words) {
    // A document with both is counted twice, which hardly changes the logarithm.
    const double frequency = static_cast<double>(database.get_termfreq(layout::surface_term(word.text))) +
                             database.get_termfreq(layout::stem_term(word.text));
    // What no other document has finds none.
    word.worth *= frequency > 1 ? std::log1p(documents / frequency) : 0;
  }
  std::erase_if(words, [](const Word& word) { return word.worth <= 0; });
  keep_best(words, kMaxTellingWords);
  return words;
}

/// The word or stem anywhere in a document, and more for one in the title.
Xapian::Query plan_of(const Word& word) {
  using Query = Xapian::Query;
  const Query anywhere(Query::OP_SYNONYM, Query(layout::surface_term(word.text)), Query(layout::stem_term(word.text)));
  return {Query::OP_OR, anywhere, Query(layout::title_word_term(word.text))};
}

/// One search for the documents like another.
class Similarity {
 public:
  Similarity(const Snapshot& snapshot, std::string_view id, const SimilarityRange& range)
      : snapshot_(snapshot),
        database_(snapshot.database()),
        id_term_(layout::id_term(id)),
        range_(range),
        budget_(range.is_over) {}

  std::optional<Ranking> run() {
    // In any time: a filter that is planned in part would show what is hidden, and hide what is there.
    const auto own = matches(filtered(Xapian::Query(id_term_), range_.visible, nullptr), 0, 1);
    if (own.empty()) {
      return std::nullopt;
    }
    Ranking ranking;
    ranking.total_exact = true;
    std::vector<Xapian::Query> plans;
    for (const auto& word : telling_words(database_, *own.begin(), range_)) {
      plans.push_back(plan_of(word));
    }
    if (!plans.empty()) {
      rank_by({Xapian::Query::OP_OR, plans.begin(), plans.end()}, ranking);
    }
    return ranking;
  }

 private:
  void rank_by(const Xapian::Query& words, Ranking& ranking) {
    using Query = Xapian::Query;
    const double best = matches({Query::OP_FILTER, words, Query(id_term_)}, 0, 1)[0].get_weight();
    TimeBudget* budget = range_.is_over ? &budget_ : nullptr;
    const Query without(Query::OP_AND_NOT, words, Query(id_term_));
    const Query others = filtered(filtered(without, range_.visible, budget), range_.filter, budget);
    const auto found = matches(range_.is_over ? budget_.limited(others) : others, range_.offset, range_.limit,
                               best * range_.min_score * (1 - kScoreRounding));
    ranking.total = found.get_matches_estimated();
    ranking.total_exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
    for (auto match = found.begin(); match != found.end(); ++match) {
      ranking.documents.push_back({match.get_document().get_data(), std::min(1.0, match.get_weight() / best)});
    }
    ranking.cut_off = budget_.was_exceeded();
  }

  Xapian::Query filtered(const Xapian::Query& plan, const std::optional<query::Filter>& filter,
                         TimeBudget* budget) const {
    if (!filter) {
      return plan;
    }
    const auto& filterable = snapshot_.stored().settings.filterable_attributes;
    return {Xapian::Query::OP_FILTER, plan, plan_filter(*filter, filterable, database_, budget)};
  }

  Xapian::MSet matches(const Xapian::Query& plan, std::uint32_t offset, std::uint32_t limit, double min_weight = 0) {
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(Bm25::for_xapian());
    enquire.set_query(plan);
    enquire.set_cutoff(0, min_weight);
    return enquire.get_mset(offset, limit, range_.count_exactly);
  }

  const Snapshot& snapshot_;
  const Xapian::Database& database_;
  const std::string id_term_;
  const SimilarityRange& range_;
  TimeBudget budget_;
};

}  // namespace

std::optional<Ranking> rank_similar(const Snapshot& snapshot, std::string_view id, const SimilarityRange& range) {
  return translating_errors(snapshot.directory(), [&] { return Similarity(snapshot, id, range).run(); });
}

}  // namespace telusur::backend
