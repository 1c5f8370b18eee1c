#include "backend/word_plan.hpp"

#include <algorithm>
#include <set>

#include "backend/layout.hpp"
#include "backend/origin_weight.hpp"
#include "backend/word_class.hpp"

namespace telusur::backend {

namespace {

using Origin = query::Alternative::Origin;

/// The terms of the documents' words that have a form, as they are or as a stem.
std::set<std::string> form_terms(const std::string& form) {
  return {layout::surface_term(form), layout::stem_term(form)};
}

/// The words of an alternative as they are, where the index has each of them; else nothing.
SideBySide indexed_words(const query::Alternative& alternative, const TermStatistics& statistics) {
  SideBySide terms;
  for (const auto& word : alternative.words) {
    terms.push_back(layout::surface_term(word.surface));
    if (!statistics.has(terms.back())) {
      return {};
    }
  }
  return terms;
}

/// A word is found by its stems, or else as it is: by both, it would count twice. Completions are found as they are.
std::set<std::string> terms_for(const query::QueryWord& word, Origin origin) {
  if (origin == Origin::kCompletion) {
    return {layout::surface_term(word.surface)};
  }
  if (word.keys.empty()) {
    return form_terms(word.surface);
  }
  std::set<std::string> terms;
  for (const auto& key : word.keys) {
    terms.merge(form_terms(key));
  }
  return terms;
}

/// Where what stands for words of `query` that are looked for in `scope` is looked for.
query::AttributeScope scope_for(const query::Query& query, const query::AttributeScope& scope, Origin origin) {
  const auto& corrected = query.corrected_in;
  if (origin != Origin::kCorrection || !corrected.is_limited()) {
    return scope;
  }
  return scope.is_limited() ? query::both(scope, corrected) : corrected;
}

/// Finds what stands for the words of an expansion.
class StandInsPlanner {
 public:
  StandInsPlanner(const query::Query& query, const query::Expansion& expansion, const TermStatistics& statistics)
      : query_(query), expansion_(expansion), scope_(query.clauses[expansion.first].scope), statistics_(statistics) {}

  /// Several words count once where they stand side by side as they are; not where attributes are named, since places
  /// do not tell theirs.
  StandIns of(Origin origin) const {
    StandIns found{weight_of(origin, expansion_)};
    std::set<std::string> terms;
    for (const auto& alternative : expansion_.alternatives) {
      if (alternative.origin != origin) {
        continue;
      }
      if (alternative.words.size() == 1) {
        terms.merge(terms_for(alternative.words.front(), origin));
      } else if (auto words = indexed_words(alternative, statistics_); !words.empty() && !scope_.is_limited()) {
        found.parts.push_back(std::move(words));
      }
    }
    for (const auto& term : terms) {
      if (statistics_.has(term)) {
        found.parts.push_back({term});
      }
    }
    if (const auto scope = scope_for(query_, scope_, origin); scope.is_limited()) {
      found.places.emplace();
      for (const auto& part : found.parts) {
        found.places->add(part.front(), scope, statistics_);
      }
    }
    return found;
  }

  /// In the order in which they count.
  std::vector<StandIns> all() const {
    std::vector<StandIns> all;
    for (const auto origin : {Origin::kSynonym, Origin::kTranslation, Origin::kCompletion, Origin::kCorrection}) {
      if (auto found = of(origin); !found.parts.empty()) {
        all.push_back(std::move(found));
      }
    }
    return all;
  }

 private:
  const query::Query& query_;
  const query::Expansion& expansion_;
  const query::AttributeScope& scope_;
  const TermStatistics& statistics_;
};

/// The words of a stretch one after the other, each with its alternatives, those of a phrase with the phrase's.
class WordsPlanner {
 public:
  WordsPlanner(const query::Query& query, Stretch stretch, const TermStatistics& statistics)
      : query_(query), stretch_(stretch), statistics_(statistics), has_content_(has_content_word(query)) {
    while (next_ < query.expansions.size() && query.expansions[next_].first < stretch.first) {
      ++next_;
    }
  }

  std::vector<GroupPlan> run() {
    std::vector<GroupPlan> groups;
    for (std::size_t i = stretch_.first; i < stretch_.last;) {
      const auto* phrase = next_expansion(i, true);
      const std::size_t last = i + (phrase == nullptr ? 1 : phrase->count);
      GroupPlan group;
      for (; i < last; ++i) {
        if (query_.clauses[i].kind == query::Clause::Kind::kWord && !query_.clauses[i].excluded) {
          group.words.push_back(word_at(i));
        }
      }
      // What stands for several words together is no word of which attributes are known.
      if (phrase != nullptr && !is_limited(*phrase)) {
        group.instead = StandInsPlanner(query_, *phrase, statistics_).all();
      }
      group.is_content = std::any_of(group.words.begin(), group.words.end(),
                                     [](const WordPlan& word) { return word.weight > kFunctionWordWeight; });
      if (!group.words.empty()) {
        groups.push_back(std::move(group));
      }
    }
    return groups;
  }

 private:
  WordPlan word_at(std::size_t index) {
    const auto& word = query_.clauses[index].words.front();
    WordPlan plan{layout::surface_term(word.surface), class_terms(word, statistics_)};
    const bool is_light = word.function_word && has_content_;
    plan.weight = is_light ? kFunctionWordWeight : 1;
    const auto* expansion = next_expansion(index, false);
    if (expansion != nullptr && is_light) {
      plan.beside = StandInsPlanner(query_, *expansion, statistics_).of(Origin::kCompletion);
    }
    if (expansion != nullptr && plan.beside.parts.empty()) {
      plan.instead = StandInsPlanner(query_, *expansion, statistics_).all();
    }
    if (const auto& scope = query_.clauses[index].scope; scope.is_limited()) {
      plan.places.emplace();
      for (const auto& form : plan.forms) {
        plan.places->add(form, scope, statistics_);
      }
    }
    return plan;
  }

  bool is_limited(const query::Expansion& phrase) const {
    const auto first = query_.clauses.begin() + static_cast<std::ptrdiff_t>(phrase.first);
    return std::any_of(first, first + static_cast<std::ptrdiff_t>(phrase.count),
                       [](const query::Clause& clause) { return clause.scope.is_limited(); });
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
  const TermStatistics& statistics_;
  const bool has_content_;
  std::size_t next_ = 0;  // of query_.expansions
};

}  // namespace

std::vector<GroupPlan> plan_words(const query::Query& query, Stretch stretch, const TermStatistics& statistics) {
  return WordsPlanner(query, stretch, statistics).run();
}

}  // namespace telusur::backend
