#include "backend/word_class.hpp"

#include <xapian.h>

#include <algorithm>

#include "backend/layout.hpp"
#include "backend/query_planner.hpp"
#include "backend/word_places.hpp"

namespace telusur::backend {

std::vector<std::string> class_terms(const query::QueryWord& word, const TermStatistics& statistics) {
  std::vector<std::string> forms{word.surface};
  forms.insert(forms.end(), word.keys.begin(), word.keys.end());
  forms.insert(forms.end(), word.aliases.begin(), word.aliases.end());
  std::vector<std::string> terms;
  for (const auto& form : forms) {
    for (const auto& term : {layout::surface_term(form), layout::stem_term(form)}) {
      if (statistics.has(term)) {
        terms.push_back(term);
      }
    }
  }
  return terms;
}

std::set<std::string> title_class_terms(const query::QueryWord& word) {
  std::set<std::string> terms{layout::title_word_term(word.surface)};
  for (const auto* forms : {&word.keys, &word.aliases}) {
    for (const auto& form : *forms) {
      terms.insert(layout::title_word_term(form));
    }
  }
  return terms;
}

std::uint32_t class_documents(const query::QueryWord& word, const Snapshot& snapshot) {
  return translating_errors(snapshot.directory(), [&] {
    std::uint32_t most = 0;
    for (const auto& term : class_terms(word, snapshot.statistics())) {
      most = std::max(most, snapshot.statistics().frequency(term));
    }
    return most;
  });
}

namespace {

bool has_any(const Xapian::Query& query, const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query);
  return !enquire.get_mset(0, 1).empty();
}

}  // namespace

bool is_within(const query::QueryWord& word, const query::AttributeScope& scope, const Snapshot& snapshot) {
  return translating_errors(snapshot.directory(), [&] {
    WordPlaces places;
    for (const auto& term : class_terms(word, snapshot.statistics())) {
      places.add(term, scope, snapshot.statistics());
    }
    return has_any(places_query(places), snapshot.database());
  });
}

bool has_phrase(const std::vector<query::QueryWord>& words, const Snapshot& snapshot) {
  return translating_errors(snapshot.directory(), [&] { return has_any(phrase_query(words), snapshot.database()); });
}

}  // namespace telusur::backend
