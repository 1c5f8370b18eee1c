#include "backend/term_meaning.hpp"

#include <algorithm>
#include <iterator>

#include "backend/layout.hpp"
#include "backend/word_class.hpp"

namespace telusur::backend {

namespace {

using query::Alternative;
using query::Clause;

ScoreKind kind_of(Alternative::Origin origin) {
  switch (origin) {
    case Alternative::Origin::kSynonym:
      return ScoreKind::kSynonym;
    case Alternative::Origin::kTranslation:
      return ScoreKind::kTranslation;
    case Alternative::Origin::kCompletion:
      return ScoreKind::kCompletion;
    case Alternative::Origin::kCorrection:
      return ScoreKind::kCorrection;
  }
  return ScoreKind::kOther;
}

bool is_of_title(const std::string& term) {
  return term.starts_with(layout::title_beginning_term("")) || term.starts_with(layout::title_term(""));
}

}  // namespace

TermMeanings::TermMeanings(const query::Query& query) : query_(query), typed_(query.clauses.size()) {
  for (std::size_t i = 0; i < query.clauses.size(); ++i) {
    for (const auto& word : query.clauses[i].words) {
      add_typed(i, word);
    }
  }
  for (const auto& expansion : query.expansions) {
    for (const auto& alternative : expansion.alternatives) {
      add_alternative(expansion, alternative);
    }
  }
}

void TermMeanings::add_typed(std::size_t clause, const query::QueryWord& word) {
  auto& terms = typed_[clause];
  add_title_words(word, {ScoreKind::kTitle, clause, 1});
  terms.insert(layout::surface_term(word.surface));
  if (query_.clauses[clause].kind == Clause::Kind::kWord) {
    terms.insert(layout::stem_term(word.surface));
    for (const auto* forms : {&word.keys, &word.aliases}) {
      for (const auto& form : *forms) {
        terms.insert({layout::surface_term(form), layout::stem_term(form)});
      }
    }
  }
}

void TermMeanings::add_alternative(const query::Expansion& expansion, const Alternative& alternative) {
  const Meaning meaning{kind_of(alternative.origin), expansion.first, expansion.count};
  for (const auto& word : alternative.words) {
    add_title_words(word, {ScoreKind::kTitle, expansion.first, expansion.count});
    std::set<std::string> terms{layout::surface_term(word.surface), layout::stem_term(word.surface)};
    for (const auto& key : word.keys) {
      terms.insert({layout::surface_term(key), layout::stem_term(key)});
    }
    for (const auto& term : terms) {
      alternatives_.emplace(term, meaning);
    }
  }
}

void TermMeanings::add_title_words(const query::QueryWord& word, const Meaning& meaning) {
  for (const auto& term : title_class_terms(word)) {
    title_words_.emplace(term, meaning);  // the first meaning stays: what is typed comes before what stands for it
  }
}

std::size_t TermMeanings::clause_of(const std::string& term) const {
  const auto& clauses = query_.clauses;
  const auto typed = std::find_if(clauses.begin(), clauses.end(), [&](const Clause& clause) {
    return !clause.excluded && layout::surface_term(clause.words.front().surface) == term;
  });
  if (typed != clauses.end()) {
    return static_cast<std::size_t>(typed - clauses.begin());
  }
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    if (!clauses[i].excluded && typed_[i].contains(term)) {
      return i;
    }
  }
  return clauses.size();
}

TermMeanings::Meaning TermMeanings::of(const std::vector<std::string>& terms,
                                       const std::vector<std::string>& present) const {
  if (is_of_title(terms.front())) {
    return {ScoreKind::kTitle};
  }
  for (const auto& term : present) {
    const auto found = title_words_.find(term);
    if (found != title_words_.end()) {
      return found->second;
    }
  }
  const std::size_t clause = clause_of(terms.front());
  if (clause < query_.clauses.size()) {
    const auto& typed = typed_[clause];
    if (query_.clauses[clause].kind != Clause::Kind::kWord) {
      return {ScoreKind::kPhrase, clause, 1};
    }
    if (std::all_of(terms.begin(), terms.end(), [&](const std::string& term) { return typed.contains(term); })) {
      const bool as_typed =
          terms.size() == 1 && terms.front() == layout::surface_term(query_.clauses[clause].words.front().surface);
      return {as_typed ? ScoreKind::kExact : ScoreKind::kStem, clause, 1};
    }
  }
  // The document has none of the typed words then: what it has stands for them.
  for (const auto& term : present) {
    const auto [first, last] = alternatives_.equal_range(term);
    const auto here = std::find_if(first, last, [&](const auto& entry) {
      const Meaning& meaning = entry.second;
      return clause == query_.clauses.size() || (meaning.first <= clause && clause < meaning.first + meaning.count);
    });
    if (here != last) {
      return here->second;
    }
  }
  return {};
}

TermMeanings::Meaning TermMeanings::of_phrase(const std::vector<std::string>& terms) const {
  const auto& clauses = query_.clauses;
  const auto typed = std::find_if(clauses.begin(), clauses.end(), [&](const Clause& clause) {
    return !clause.excluded && std::equal(clause.words.begin(), clause.words.end(), terms.begin(), terms.end(),
                                          [](const query::QueryWord& word, const std::string& term) {
                                            return layout::surface_term(word.surface) == term;
                                          });
  });
  if (typed != clauses.end()) {
    return {ScoreKind::kPhrase, static_cast<std::size_t>(typed - clauses.begin()), 1};
  }
  return {ScoreKind::kPhrase};
}

}  // namespace telusur::backend
