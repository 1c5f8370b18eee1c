#include "search/facet_search.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "backend/searcher.hpp"
#include "backend/time_budget.hpp"
#include "backend/vocabulary.hpp"
#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "search/page.hpp"
#include "search/read_query.hpp"
#include "search/refinement.hpp"
#include "telusur/error.hpp"
#include "text/normalize.hpp"

namespace telusur::search {

namespace {

constexpr std::size_t kMaxFacetQueryBytes = 1000;
constexpr std::size_t kMaxVocabularyWordBytes = 254;

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < folded.size();) {
    const auto begin = static_cast<std::size_t>(
        std::find_if(folded.begin() + static_cast<std::ptrdiff_t>(at), folded.end(), base::is_word_part) -
        folded.begin());
    const auto end = static_cast<std::size_t>(
        std::find_if_not(folded.begin() + static_cast<std::ptrdiff_t>(begin), folded.end(), base::is_word_part) -
        folded.begin());
    if (end > begin) {
      words.push_back(folded.substr(begin, end - begin));
    }
    at = end;
  }
  return words;
}

/// Whether a value, or a word in it, begins with the wanted text.
bool begins_somewhere(std::string_view folded, std::string_view wanted) {
  for (std::size_t at = folded.find(wanted); at != std::string_view::npos; at = folded.find(wanted, at + 1)) {
    if (at == 0 || !base::is_word_part(folded[at - 1])) {
      return true;
    }
  }
  return false;
}

unsigned edits_allowed(std::string_view wanted, const TypoTolerance& tolerance) {
  const std::size_t letters = base::count_code_points(wanted);
  const bool fixed = std::any_of(tolerance.disable_on_words.begin(), tolerance.disable_on_words.end(),
                                 [&](const std::string& word) { return text::fold_text(word) == wanted; });
  if (!tolerance.enabled || fixed || letters < tolerance.one_typo) {
    return 0;
  }
  return letters < tolerance.two_typos ? 1 : 2;
}

/// The words of the values of which the wanted word may be a misspelling, as far as it has been typed.
std::set<std::string, std::less<>> near_words(const std::vector<std::string>& folded, std::string_view wanted,
                                              unsigned edits) {
  std::map<std::string_view, std::uint32_t> counts;
  for (const auto& value : folded) {
    for (const auto word : words_of(value)) {
      if (word.size() <= kMaxVocabularyWordBytes) {
        ++counts[word];
      }
    }
  }
  backend::Vocabulary::Builder builder;
  for (const auto& [word, count] : counts) {
    builder.add(word, count);
  }
  const backend::Vocabulary vocabulary = std::move(builder).finish();
  std::set<std::string, std::less<>> words;
  for (const auto& near : vocabulary.near(wanted, {edits, true, backend::kMaxFacetValues})) {
    words.emplace(near.word.text);
  }
  return words;
}

/// The values that `facet_query` may stand for, those without a typing error first, each group in the order that they
/// come in.
std::vector<FacetValue> chosen(const backend::FacetCounts& counts, const std::string& facet_query,
                               const Settings& settings, backend::TimeBudget* budget) {
  const TypoTolerance& tolerance = settings.typo_tolerance;
  const std::size_t wanted_values = settings.faceting.max_values;
  std::string wanted = text::fold_text(facet_query);
  wanted.erase(0, wanted.find_first_not_of(' '));
  std::vector<std::string> folded;
  std::vector<FacetValue> exact;
  std::vector<std::size_t> others;
  for (const auto& [value, count] : counts.values) {
    if (budget != nullptr && budget->is_over()) {
      break;
    }
    folded.push_back(text::fold_text(value));
    if (begins_somewhere(folded.back(), wanted)) {
      exact.push_back({value, count});
    } else {
      others.push_back(folded.size() - 1);
    }
  }
  const unsigned edits = edits_allowed(wanted, tolerance);
  const bool has_time = budget == nullptr || !budget->was_exceeded();
  if (has_time && edits > 0 && exact.size() < wanted_values) {
    const auto near = near_words(folded, wanted, edits);
    for (const std::size_t n : others) {
      const auto words = words_of(folded[n]);
      if (std::any_of(words.begin(), words.end(), [&](std::string_view word) { return near.contains(word); })) {
        exact.push_back({counts.values[n].first, counts.values[n].second});
      }
    }
  }
  exact.resize(std::min(exact.size(), wanted_values));
  return exact;
}

/// The documents, and the one attribute to count.
backend::Refinement counting_one(const FacetSearchRequest& request, const Settings& settings) {
  const auto& names = settings.filterable_attributes;
  const auto found = std::find(names.begin(), names.end(), request.facet_name);
  if (found == names.end()) {
    std::string list;
    for (const auto& name : names) {
      list += (list.empty() ? "" : ", ") + name;
    }
    throw Error(ErrorCode::kInvalidArgument,
                "facetName '" + base::valid_utf8(base::utf8_prefix(request.facet_name, 60)) + "' is not filterable; " +
                    (list.empty() ? "this index has no filterable attributes" : "filterable are: " + list),
                "facetName");
  }
  refuse_places("facetName", request.facet_name);
  SearchRequest documents = request.documents;
  documents.sort.clear();
  documents.facets.clear();
  documents.disjunctive_facets.clear();
  backend::Refinement refinement = refinement_of(documents, settings);
  refinement.facets = {static_cast<std::size_t>(found - names.begin())};
  refinement.facet_values = std::numeric_limits<std::size_t>::max();
  return refinement;
}

}  // namespace

FacetSearchResponse run_facet_search(const backend::Snapshot& snapshot, const FacetSearchRequest& request,
                                     const SearchResources& resources) {
  const auto start = std::chrono::steady_clock::now();
  if (request.facet_query.size() > kMaxFacetQueryBytes) {
    throw Error(ErrorCode::kInvalidArgument,
                "facetQuery has " + std::to_string(request.facet_query.size()) + " bytes and may have " +
                    std::to_string(kMaxFacetQueryBytes),
                "facetQuery");
  }
  const Settings& settings = snapshot.stored().settings;
  backend::Refinement refinement = counting_one(request, settings);
  refinement.is_over = end_of_time(settings, resources.limits, start);
  refinement.is_half_over = half_of_time(settings, resources.limits, start);
  if (!request.documents.ranking_score_threshold) {
    refinement.stage = stage_of(settings);
  }
  const auto query = read_query(snapshot, request.documents, resources).query;
  const backend::Ranking ranking =
      backend::rank(snapshot, query, request.documents.matching_strategy, {.limit = 0}, refinement);
  // What was counted when the time was over is looked through still, in as much time again.
  const auto is_over = end_of_time(settings, resources.limits, std::chrono::steady_clock::now());
  backend::TimeBudget budget(is_over);
  FacetSearchResponse response{chosen(ranking.facets.at(0), request.facet_query, settings, is_over ? &budget : nullptr),
                               request.facet_query};
  response.degraded = ranking.cut_off || budget.was_exceeded();
  response.processing_time_ms = milliseconds_since(start);
  return response;
}

}  // namespace telusur::search
