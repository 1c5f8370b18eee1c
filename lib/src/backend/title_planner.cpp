#include "backend/title_planner.hpp"

#include <algorithm>
#include <vector>

#include "backend/layout.hpp"

namespace telusur::backend {

namespace {

using query::Alternative;

bool is_words_alone(const query::Query& query) {
  return !query.clauses.empty() && !query.operation &&
         std::all_of(query.clauses.begin(), query.clauses.end(),
                     [](const query::Clause& clause) { return clause.is_open_word() && clause.scope.has_title; });
}

/// The alternatives of one word that are single words, of one origin.
std::vector<std::string> words_for(const query::Query& query, std::size_t clause, Alternative::Origin origin) {
  std::vector<std::string> words;
  if (origin == Alternative::Origin::kCorrection && !query.corrected_in.has_title) {
    return words;
  }
  for (const auto& expansion : query.expansions) {
    if (expansion.first != clause || expansion.count != 1) {
      continue;
    }
    for (const auto& alternative : expansion.alternatives) {
      if (alternative.origin == origin && alternative.words.size() == 1) {
        words.push_back(alternative.words.front().surface);
      }
    }
  }
  return words;
}

/// Every way to read the first words of a query, whatever stands for the last one of them.
std::vector<std::string> readings(const query::Query& query, std::size_t count) {
  std::string before;
  for (std::size_t i = 0; i + 1 < count; ++i) {
    const auto corrections = words_for(query, i, Alternative::Origin::kCorrection);
    before += (corrections.empty() ? query.clauses[i].words.front().surface : corrections.front()) + " ";
  }
  std::vector<std::string> lasts{query.clauses[count - 1].words.front().surface};
  for (const auto origin : {Alternative::Origin::kCompletion, Alternative::Origin::kCorrection}) {
    const auto others = words_for(query, count - 1, origin);
    lasts.insert(lasts.end(), others.begin(), others.end());
  }
  for (auto& last : lasts) {
    last.insert(0, before);
  }
  return lasts;
}

/// Those of the terms that titles have count together.
void add_any(std::vector<TitleGain>& gains, std::vector<std::string> terms, const TermStatistics& statistics) {
  std::erase_if(terms, [&](const std::string& term) { return !statistics.has(term); });
  if (!terms.empty()) {
    gains.push_back({{std::move(terms)}});
  }
}

}  // namespace

std::vector<TitleGain> plan_title(const query::Query& query, const TermStatistics& statistics) {
  std::vector<TitleGain> gains;
  if (!is_words_alone(query)) {
    return gains;
  }
  auto beginnings = readings(query, std::min(query.clauses.size(), layout::kTitleBeginnings));
  std::transform(beginnings.begin(), beginnings.end(), beginnings.begin(), layout::title_beginning_term);
  add_any(gains, std::move(beginnings), statistics);
  auto wholes = readings(query, query.clauses.size());
  std::transform(wholes.begin(), wholes.end(), wholes.begin(), layout::title_term);
  add_any(gains, std::move(wholes), statistics);
  return gains;
}

}  // namespace telusur::backend
