#include "backend/query_planner.hpp"

#include <algorithm>

#include "backend/layout.hpp"

namespace telusur::backend {

namespace {

/// What the typed form of a word adds to the weight of its stem class, as a share of its own weight.
constexpr double kExactBonus = 0.3;
/// The weight of "yang" or "the" in a query that has other words.
constexpr double kFunctionWordWeight = 0.1;

Xapian::Query phrase_query(const query::Clause& clause) {
  std::vector<std::string> terms;
  terms.reserve(clause.words.size());
  for (const auto& word : clause.words) {
    terms.push_back(layout::surface_term(word.surface));
  }
  return {Xapian::Query::OP_PHRASE, terms.begin(), terms.end(), static_cast<Xapian::termcount>(terms.size())};
}

/// The terms of the documents' words that share a form with `word`, and are there at all.
std::vector<std::string> class_terms(const query::QueryWord& word, const Xapian::Database& database) {
  std::vector<std::string> forms{word.surface};
  forms.insert(forms.end(), word.keys.begin(), word.keys.end());
  forms.insert(forms.end(), word.aliases.begin(), word.aliases.end());
  std::vector<std::string> terms;
  for (const auto& form : forms) {
    for (auto& term : {layout::surface_term(form), layout::stem_term(form)}) {
      if (database.term_exists(term)) {
        terms.push_back(term);
      }
    }
  }
  return terms;
}

Xapian::Query word_query(const query::QueryWord& word, const Xapian::Database& database) {
  const auto terms = class_terms(word, database);
  const Xapian::Query typed(layout::surface_term(word.surface));
  if (terms.empty() || terms == std::vector<std::string>{layout::surface_term(word.surface)}) {
    return {1 + kExactBonus, typed};
  }
  const Xapian::Query any(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end());
  return {Xapian::Query::OP_AND_MAYBE, any, Xapian::Query(kExactBonus, typed)};
}

bool has_content_word(const query::Query& query) {
  return std::any_of(query.clauses.begin(), query.clauses.end(), [](const query::Clause& clause) {
    return !clause.excluded && (clause.kind == query::Clause::Kind::kPhrase || !clause.words.front().function_word);
  });
}

}  // namespace

Xapian::Query plan_query(const query::Query& query, MatchingStrategy strategy, const Xapian::Database& database) {
  std::vector<Xapian::Query> wanted;
  std::vector<Xapian::Query> required;
  std::vector<Xapian::Query> excluded;
  const bool has_content = has_content_word(query);
  for (const auto& clause : query.clauses) {
    if (clause.excluded) {
      excluded.push_back(phrase_query(clause));
    } else if (clause.kind == query::Clause::Kind::kPhrase) {
      required.push_back(phrase_query(clause));
    } else {
      const auto& word = clause.words.front();
      const double weight = word.function_word && has_content ? kFunctionWordWeight : 1;
      wanted.emplace_back(weight, word_query(word, database));
    }
  }
  const auto words_operator = strategy == MatchingStrategy::kAll ? Xapian::Query::OP_AND : Xapian::Query::OP_OR;
  Xapian::Query words(words_operator, wanted.begin(), wanted.end());
  Xapian::Query plan = words;
  if (!required.empty()) {
    plan = Xapian::Query(Xapian::Query::OP_AND, required.begin(), required.end());
    if (!wanted.empty()) {
      // A phrase is a demand; the words beside it rank, unless all are demanded.
      plan = Xapian::Query(strategy == MatchingStrategy::kAll ? Xapian::Query::OP_AND : Xapian::Query::OP_AND_MAYBE,
                           plan, words);
    }
  } else if (wanted.empty()) {
    // Made anew each time: Query::MatchAll is shared, and its reference count is not atomic.
    plan = Xapian::Query("");
  }
  if (!excluded.empty()) {
    plan = Xapian::Query(Xapian::Query::OP_AND_NOT, plan,
                         Xapian::Query(Xapian::Query::OP_OR, excluded.begin(), excluded.end()));
  }
  return plan;
}

}  // namespace telusur::backend
