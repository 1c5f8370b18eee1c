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

Query within(const Query& plan, const std::optional<WordPlaces>& places) {
  return places ? Query(Query::OP_FILTER, plan, places_query(*places)) : plan;
}

/// `typed`, and documents without it by what stands for it.
///
/// A document counts by the best of them alone, and so gains nothing by having a word beside its translation. What
/// stands for a word has the frequency of all of them together, which is no less than the word's: so a rare translation
/// of a frequent word does not outrank it. Not by OP_MAX: Xapian 1.4.22 crashes on some of those with an OP_SYNONYM in
/// it.
/// @param all documents that count by all of the words
/// @param present the same, wherever they have them
Query or_instead(const Query& typed, const Query& all, const Query& present, const std::vector<StandIns>& instead) {
  Queries any{typed};
  Queries before{present};
  Queries better{all};
  for (const auto& stand_ins : instead) {
    const auto parts = part_queries(stand_ins);
    before.insert(before.end(), parts.begin(), parts.end());
    const Query without_better(Query::OP_AND_NOT, all_of(Query::OP_SYNONYM, before), all_of(Query::OP_OR, better));
    any.emplace_back(stand_ins.weight, within(without_better, stand_ins.places));
    if (stand_ins.places) {
      better.push_back(within(all_of(Query::OP_OR, parts), stand_ins.places));
    } else {
      better.insert(better.end(), parts.begin(), parts.end());
    }
  }
  return all_of(Query::OP_OR, any);
}

Query one_word(const WordPlan& word) {
  const Query present = typed_query(word);
  const Query typed = within(present, word.places);
  Query weighed(word.weight, word.instead.empty() ? typed : or_instead(typed, typed, present, word.instead));
  if (word.beside.parts.empty()) {
    return weighed;
  }
  const Query beside = within(all_of(Query::OP_SYNONYM, part_queries(word.beside)), word.beside.places);
  return {Query::OP_OR, weighed, Query(word.beside.weight, beside)};
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
      const Query all = all_of(Query::OP_AND, words);
      wanted.push_back(or_instead(all_of(joined_by, words), all, all, group.instead));
    }
  }
  return all_of(joined_by, wanted);
}

}  // namespace telusur::backend
