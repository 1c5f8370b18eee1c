#include "backend/query_planner.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "backend/layout.hpp"
#include "backend/operation_planner.hpp"
#include "backend/origin_weight.hpp"
#include "backend/title_planner.hpp"
#include "backend/title_words_planner.hpp"
#include "backend/word_class.hpp"

namespace telusur::backend {

namespace {

/// What the typed form of a word adds to the weight of its stem class, as a share of its own weight.
constexpr double kExactBonus = 0.3;

using Origin = query::Alternative::Origin;

/// The terms of the documents' words that have a form, as they are or as a stem.
std::set<std::string> form_terms(const std::string& form) {
  return {layout::surface_term(form), layout::stem_term(form)};
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

std::vector<std::string> surface_terms(const std::vector<query::QueryWord>& words) {
  std::vector<std::string> terms;
  terms.reserve(words.size());
  for (const auto& word : words) {
    terms.push_back(layout::surface_term(word.surface));
  }
  return terms;
}

bool is_indexed(const query::Alternative& alternative, const Xapian::Database& database) {
  return std::all_of(alternative.words.begin(), alternative.words.end(), [&](const query::QueryWord& word) {
    return database.term_exists(layout::surface_term(word.surface));
  });
}

/// The alternatives of one origin that the index has, as parts of an OP_SYNONYM, which adds up their counts. A word is
/// found by its stems, or else as it is: by both, it would count twice. Several words are a phrase of them as they are,
/// which counts once where they stand side by side.
std::vector<Xapian::Query> alternative_parts(const query::Expansion& expansion, Origin origin,
                                             const Xapian::Database& database) {
  std::vector<Xapian::Query> parts;
  std::set<std::string> terms;
  for (const auto& alternative : expansion.alternatives) {
    if (alternative.origin != origin) {
      continue;
    }
    const auto& word = alternative.words.front();
    if (alternative.words.size() > 1) {
      if (is_indexed(alternative, database)) {
        parts.push_back(phrase_query(alternative.words));
      }
    } else if (origin == Origin::kCompletion) {
      terms.insert(layout::surface_term(word.surface));
    } else if (word.keys.empty()) {
      terms.merge(form_terms(word.surface));
    } else {
      for (const auto& key : word.keys) {
        terms.merge(form_terms(key));
      }
    }
  }
  for (const auto& term : terms) {
    if (database.term_exists(term)) {
      parts.emplace_back(term);
    }
  }
  return parts;
}

/// What matches the words of a query themselves.
struct Typed {
  Xapian::Query query;                 ///< with their own weight
  std::vector<Xapian::Query> present;  ///< documents that have all of them, as parts of an OP_SYNONYM
};

/// The typed words, and documents without them by what stands for them.
///
/// A document counts by the best of them alone, and so gains nothing by having a word beside its translation. What
/// stands for a word has the frequency of all of them together, which is no less than the word's: so a rare translation
/// of a frequent word does not outrank it. Not by OP_MAX: Xapian 1.4.22 crashes on some of those with an OP_SYNONYM in
/// it.
Xapian::Query with_alternatives(Typed typed, const query::Expansion& expansion, const Xapian::Database& database) {
  std::vector<Xapian::Query> any{std::move(typed.query)};
  std::vector<Xapian::Query> present = std::move(typed.present);
  for (const auto origin : {Origin::kSynonym, Origin::kTranslation, Origin::kCompletion, Origin::kCorrection}) {
    auto parts = alternative_parts(expansion, origin, database);
    if (parts.empty()) {
      continue;
    }
    const Xapian::Query better(Xapian::Query::OP_OR, present.begin(), present.end());
    present.insert(present.end(), std::make_move_iterator(parts.begin()), std::make_move_iterator(parts.end()));
    const Xapian::Query all(Xapian::Query::OP_SYNONYM, present.begin(), present.end());
    any.emplace_back(weight_of(origin, expansion), Xapian::Query(Xapian::Query::OP_AND_NOT, all, better));
  }
  return {Xapian::Query::OP_OR, any.begin(), any.end()};
}

Xapian::Query::op operator_of(MatchingStrategy strategy) {
  return strategy == MatchingStrategy::kAll ? Xapian::Query::OP_AND : Xapian::Query::OP_OR;
}

/// A stretch of a query's clauses.
struct Stretch {
  std::size_t first = 0;
  std::size_t last = 0;  ///< one behind the end
};

/// The words of a stretch one after the other, each with its alternatives, those of a phrase with the phrase's.
class WordsPlanner {
 public:
  WordsPlanner(const query::Query& query, Stretch stretch, MatchingStrategy strategy, const Xapian::Database& database)
      : query_(query),
        stretch_(stretch),
        operator_(operator_of(strategy)),
        database_(database),
        has_content_(has_content_word(query)) {
    while (next_ < query.expansions.size() && query.expansions[next_].first < stretch.first) {
      ++next_;
    }
  }

  Xapian::Query run() {
    std::vector<Xapian::Query> wanted;
    for (std::size_t i = stretch_.first; i < stretch_.last;) {
      const auto* phrase = next_expansion(i, true);
      const std::size_t last = i + (phrase == nullptr ? 1 : phrase->count);
      std::vector<Xapian::Query> words;
      for (; i < last; ++i) {
        if (query_.clauses[i].kind == query::Clause::Kind::kWord && !query_.clauses[i].excluded) {
          words.push_back(word_at(i));
        }
      }
      if (phrase != nullptr) {
        Typed typed{{operator_, words.begin(), words.end()}, {{Xapian::Query::OP_AND, words.begin(), words.end()}}};
        wanted.push_back(with_alternatives(std::move(typed), *phrase, database_));
      } else {
        wanted.insert(wanted.end(), words.begin(), words.end());
      }
    }
    return {operator_, wanted.begin(), wanted.end()};
  }

 private:
  Xapian::Query word_at(std::size_t index) {
    const auto& word = query_.clauses[index].words.front();
    const auto* expansion = next_expansion(index, false);
    const auto typed = word_query(word, database_);
    if (word.function_word && has_content_) {
      return light_word(typed, expansion);
    }
    return {1, expansion == nullptr ? typed : with_alternatives({typed, {typed}}, *expansion, database_)};
  }

  /// A function word. Nearly every document has it, so that its completions, words that say something, count beside it.
  Xapian::Query light_word(const Xapian::Query& typed, const query::Expansion* expansion) const {
    Xapian::Query light(kFunctionWordWeight, typed);
    if (expansion == nullptr) {
      return light;
    }
    const auto completions = alternative_parts(*expansion, Origin::kCompletion, database_);
    if (completions.empty()) {
      return {kFunctionWordWeight, with_alternatives({typed, {typed}}, *expansion, database_)};
    }
    const Xapian::Query any(Xapian::Query::OP_SYNONYM, completions.begin(), completions.end());
    return {Xapian::Query::OP_OR, light, Xapian::Query(weight_of(Origin::kCompletion, *expansion), any)};
  }

  /// The expansion that begins here, of a phrase or of a single word; they are met in their order.
  const query::Expansion* next_expansion(std::size_t clause, bool phrase) {
    if (next_ == query_.expansions.size()) {
      return nullptr;
    }
    const auto& expansion = query_.expansions[next_];
    const bool here = expansion.first == clause && (expansion.count > 1) == phrase;
    next_ += here ? 1 : 0;
    return here ? &expansion : nullptr;
  }

  const query::Query& query_;
  const Stretch stretch_;
  const Xapian::Query::op operator_;
  const Xapian::Database& database_;
  const bool has_content_;
  std::size_t next_ = 0;  // of query_.expansions
};

/// What a clause demands that is no word.
Xapian::Query demand_query(const query::Clause& clause) {
  if (clause.kind != query::Clause::Kind::kNear) {
    return phrase_query(clause.words);
  }
  const auto terms = surface_terms(clause.words);
  const auto window = static_cast<Xapian::termcount>(clause.distance * (terms.size() - 1) + 1);
  return {Xapian::Query::OP_NEAR, terms.begin(), terms.end(), window};
}

Xapian::Query any_of_all(const std::vector<Xapian::Query>& plans) {
  return {Xapian::Query::OP_OR, plans.begin(), plans.end()};
}

/// What an operation leaves out: whatever has one of the clauses.
Xapian::Query plan_left_out(const query::Query& query, Stretch stretch) {
  std::vector<Xapian::Query> plans;
  for (std::size_t i = stretch.first; i < stretch.last; ++i) {
    plans.push_back(demand_query(query.clauses[i]));
  }
  return any_of_all(plans);
}

Xapian::Query plan_stretch(const query::Query& query, Stretch stretch, MatchingStrategy strategy,
                           const Xapian::Database& database) {
  std::vector<Xapian::Query> required;
  std::vector<Xapian::Query> excluded;
  bool has_words = false;
  for (std::size_t i = stretch.first; i < stretch.last; ++i) {
    const auto& clause = query.clauses[i];
    if (clause.excluded) {
      excluded.push_back(demand_query(clause));
    } else if (clause.kind == query::Clause::Kind::kWord) {
      has_words = true;
    } else {
      required.push_back(demand_query(clause));
    }
  }
  const Xapian::Query words = WordsPlanner(query, stretch, strategy, database).run();
  Xapian::Query plan = words;
  if (!required.empty()) {
    plan = Xapian::Query(Xapian::Query::OP_AND, required.begin(), required.end());
    if (has_words) {
      // A phrase is a demand; the words beside it rank, unless all are demanded.
      plan = Xapian::Query(strategy == MatchingStrategy::kAll ? Xapian::Query::OP_AND : Xapian::Query::OP_AND_MAYBE,
                           plan, words);
    }
  } else if (!has_words) {
    // Made anew each time: Query::MatchAll is shared, and its reference count is not atomic.
    plan = Xapian::Query("");
  }
  return excluded.empty() ? plan : Xapian::Query(Xapian::Query::OP_AND_NOT, plan, any_of_all(excluded));
}

}  // namespace

bool has_content_word(const query::Query& query) {
  return std::any_of(query.clauses.begin(), query.clauses.end(), [](const query::Clause& clause) {
    return !clause.excluded && (clause.kind != query::Clause::Kind::kWord || !clause.words.front().function_word);
  });
}

Xapian::Query phrase_query(const std::vector<query::QueryWord>& words) {
  const auto terms = surface_terms(words);
  return {Xapian::Query::OP_PHRASE, terms.begin(), terms.end(), static_cast<Xapian::termcount>(terms.size())};
}

Xapian::Query plan_query(const query::Query& query, MatchingStrategy strategy, const Xapian::Database& database) {
  if (!query.operation) {
    const auto plan = plan_stretch(query, {0, query.clauses.size()}, strategy, database);
    const auto title = plan_title(query, database) | plan_title_words(query, database);
    return title.empty() ? plan : Xapian::Query(Xapian::Query::OP_AND_MAYBE, plan, title);
  }
  return plan_operation(query, operator_of(strategy), [&](std::size_t first, std::size_t count) {
    const Stretch stretch{first, first + count};
    const bool left_out = query.clauses[first].excluded;
    return left_out ? plan_left_out(query, stretch) : plan_stretch(query, stretch, strategy, database);
  });
}

}  // namespace telusur::backend
