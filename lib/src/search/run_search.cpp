#include "search/run_search.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "backend/searcher.hpp"
#include "schema/document_place.hpp"
#include "schema/settings.hpp"
#include "search/curated_ranking.hpp"
#include "search/dropped_terms.hpp"
#include "search/page.hpp"
#include "search/presentation.hpp"
#include "search/read_query.hpp"
#include "search/refinement.hpp"
#include "search/score_details.hpp"

namespace telusur::search {

namespace {

HighlightStyle style_of(const SearchRequest& request) {
  const bool has_markup = request.highlight_pre_tag.find('<') != std::string::npos ||
                          request.highlight_post_tag.find('<') != std::string::npos;
  return {request.highlight_pre_tag, request.highlight_post_tag, request.crop_marker,
          request.highlight_escape.value_or(has_markup)};
}

/// The range of a search that counts facets and shows nothing.
backend::RankedRange counted_alone(backend::RankedRange range) {
  range.offset = 0;
  range.limit = 0;
  range.explain = false;
  return range;
}

void add_corrections(SearchResponse& response, const std::vector<PlacedCorrection>& corrections) {
  if (!corrections.empty()) {
    response.corrected_query = corrected_text(response.query, corrections);
    std::transform(corrections.begin(), corrections.end(), std::back_inserter(response.query_corrections),
                   [](const PlacedCorrection& placed) { return placed.correction; });
  }
}

}  // namespace

SearchResponse run_search(const backend::Snapshot& snapshot, const SearchRequest& request,
                          const SearchResources& resources) {
  const auto start = std::chrono::steady_clock::now();
  check_range("cropLength", request.crop_length, 0, kMaxHits);
  check_bytes("highlightPreTag", request.highlight_pre_tag);
  check_bytes("highlightPostTag", request.highlight_post_tag);
  check_bytes("cropMarker", request.crop_marker);
  const Settings& settings = snapshot.stored().settings;
  const backend::RankedRange range = range_of(request, settings.max_total_hits);
  backend::Refinement refinement = refinement_of(request, settings);
  refinement.is_over = end_of_time(settings, resources.limits, start);
  refinement.is_half_over = half_of_time(settings, resources.limits, start);
  refinement.stage = stage_of(settings);
  const auto disjunctive = disjunctive_refinements(request, settings, refinement);
  auto& analyzer = resources.analyzer;
  const auto [query, corrections] = read_query(snapshot, request, resources);
  Highlighter highlighter(query, analyzer, style_of(request));
  Presenter presenter(request, settings, highlighter);
  const backend::Ranking ranking = rank_curated(snapshot, query, request.matching_strategy, range, refinement,
                                                curated(settings.curations, request.q));
  SearchResponse response;
  response.degraded = ranking.cut_off;
  // What was found when the time was over is shown still, in as much time again.
  const auto is_over = end_of_time(settings, resources.limits, std::chrono::steady_clock::now());
  const bool shows_places = schema::covers(settings.displayed_attributes, schema::kPlaceAttribute);
  for (const auto& document : ranking.documents) {
    if (is_over && !response.hits.empty() && is_over()) {
      response.degraded = true;
      break;
    }
    response.hits.push_back(presenter.present(document.stored, snapshot.stored().primary_key, document.score));
    if (range.explain) {
      response.hits.back().score_details = score_details(document, query, request.q, settings, analyzer);
    }
    response.hits.back().language = document.language;
    if (shows_places) {
      response.hits.back().distance = document.distance;
    }
  }
  analyzer.forget();
  response.query = request.q;
  add_corrections(response, corrections);
  if (request.within.empty()) {
    response.dropped_terms = dropped_terms(query, request.q, snapshot);
  }
  response.total_hits = ranking.total;
  response.total_exact = ranking.total_exact;
  response.offset = request.offset;
  response.limit = request.limit;
  add_facets(response, ranking, refinement, settings);
  for (const auto& counting : disjunctive) {
    const auto counted = rank_curated(snapshot, query, request.matching_strategy, counted_alone(range), counting,
                                      curated(settings.curations, request.q));
    add_facets(response, counted, counting, settings);
    response.degraded = response.degraded || counted.cut_off;
  }
  if (is_paged(request)) {
    set_page(response, request, settings.max_total_hits);
  }
  response.processing_time_ms = milliseconds_since(start);
  return response;
}

}  // namespace telusur::search
