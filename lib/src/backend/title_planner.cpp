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
                     [](const query::Clause& clause) { return clause.is_open_word(); });
}

/// The alternatives of one word that are single words, of one origin.
std::vector<std::string> words_for(const query::Query& query, std::size_t clause, Alternative::Origin origin) {
  std::vector<std::string> words;
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

void add_existing(std::vector<std::string>& terms, std::string term, const Xapian::Database& database) {
  if (database.term_exists(term)) {
    terms.push_back(std::move(term));
  }
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

Xapian::Query any_of(const std::vector<std::string>& terms) {
  return terms.empty() ? Xapian::Query() : Xapian::Query(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end());
}

}  // namespace

Xapian::Query plan_title(const query::Query& query, const Xapian::Database& database) {
  if (!is_words_alone(query)) {
    return {};
  }
  std::vector<std::string> beginnings;
  for (const auto& text : readings(query, std::min(query.clauses.size(), layout::kTitleBeginnings))) {
    add_existing(beginnings, layout::title_beginning_term(text), database);
  }
  std::vector<std::string> wholes;
  for (const auto& text : readings(query, query.clauses.size())) {
    add_existing(wholes, layout::title_term(text), database);
  }
  return any_of(beginnings) | any_of(wholes);
}

}  // namespace telusur::backend
