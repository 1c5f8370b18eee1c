#include "backend/word_operators.hpp"

#include <algorithm>
#include <iterator>

namespace telusur::backend {

namespace {

using Query = Xapian::Query;
using Queries = std::vector<Query>;

Query all_of(Query::op joined_by, const Queries& queries) { return {joined_by, queries.begin(), queries.end()}; }

Query part_query(const SideBySide& terms) {
  return terms.size() == 1
             ? Query(terms.front())
             : Query(Query::OP_PHRASE, terms.begin(), terms.end(), static_cast<Xapian::termcount>(terms.size()));
}

Queries part_queries(const StandIns& stand_ins) {
  Queries queries;
  std::transform(stand_ins.parts.begin(), stand_ins.parts.end(), std::back_inserter(queries), part_query);
  return queries;
}

Query typed_query(const WordPlan& word) {
  const Query typed(word.typed);
  if (word.forms.empty() || word.forms == std::vector<std::string>{word.typed}) {
    return {1 + kExactBonus, typed};
  }
  const Query any(Query::OP_SYNONYM, word.forms.begin(), word.forms.end());
  return {Query::OP_AND_MAYBE, any, Query(kExactBonus, typed)};
}

/// `typed`, and documents without it by what stands for it.
///
/// A document counts by the best of them alone, and so gains nothing by having a word beside its translation. What
/// stands for a word has the frequency of all of them together, which is no less than the word's: so a rare translation
/// of a frequent word does not outrank it. Not by OP_MAX: Xapian 1.4.22 crashes on some of those with an OP_SYNONYM in
/// it.
/// @param present what has all of the typed words
Query or_instead(const Query& typed, const Query& present, const std::vector<StandIns>& instead) {
  Queries any{typed};
  Queries before{present};
  for (const auto& stand_ins : instead) {
    const Query better = all_of(Query::OP_OR, before);
    auto parts = part_queries(stand_ins);
    before.insert(before.end(), std::make_move_iterator(parts.begin()), std::make_move_iterator(parts.end()));
    any.emplace_back(stand_ins.weight, Query(Query::OP_AND_NOT, all_of(Query::OP_SYNONYM, before), better));
  }
  return all_of(Query::OP_OR, any);
}

Query anywhere(const WordPlan& word) {
  const Query typed = typed_query(word);
  Query weighed(word.weight, word.instead.empty() ? typed : or_instead(typed, typed, word.instead));
  if (word.beside.parts.empty()) {
    return weighed;
  }
  const Query beside(word.beside.weight, all_of(Query::OP_SYNONYM, part_queries(word.beside)));
  return {Query::OP_OR, weighed, beside};
}

Query one_word(const WordPlan& word) {
  const Query plan = anywhere(word);
  return word.places ? Query(Query::OP_FILTER, plan, places_query(*word.places)) : plan;
}

}  // namespace

Query word_operators(const std::vector<GroupPlan>& groups, Query::op joined_by) {
  Queries wanted;
  for (const auto& group : groups) {
    Queries words;
    std::transform(group.words.begin(), group.words.end(), std::back_inserter(words), one_word);
    if (group.instead.empty()) {
      wanted.insert(wanted.end(), words.begin(), words.end());
    } else {
      wanted.push_back(or_instead(all_of(joined_by, words), all_of(Query::OP_AND, words), group.instead));
    }
  }
  return all_of(joined_by, wanted);
}

}  // namespace telusur::backend
