#include "search/run_search.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "backend/searcher.hpp"
#include "search/curated_ranking.hpp"
#include "search/dropped_terms.hpp"
#include "search/presentation.hpp"
#include "search/read_query.hpp"
#include "search/refinement.hpp"
#include "search/score_details.hpp"
#include "telusur/error.hpp"

namespace telusur::search {

namespace {

constexpr std::uint32_t kDefaultHitsPerPage = 20;

void check_range(const char* field, std::uint64_t value, std::uint64_t lowest, std::uint64_t highest) {
  if (value < lowest || value > highest) {
    throw Error(ErrorCode::kInvalidArgument,
                std::string(field) + " " + std::to_string(value) + " must be from " + std::to_string(lowest) + " to " +
                    std::to_string(highest),
                field);
  }
}

bool is_paged(const SearchRequest& request) { return request.page.has_value() || request.hits_per_page.has_value(); }

backend::RankedRange range_of(const SearchRequest& request, std::uint32_t reach) {
  backend::RankedRange range;
  const std::uint32_t highest = std::max(kMaxHits, reach);
  if (is_paged(request)) {
    const std::uint32_t size = request.hits_per_page.value_or(kDefaultHitsPerPage);
    const std::uint32_t page = request.page.value_or(1);
    check_range("hitsPerPage", size, 0, highest);
    check_range("page", page, 1, size == 0 ? UINT32_MAX : highest / size + 1);
    range.offset = std::min(size == 0 ? 0 : (page - 1) * size, reach);
    range.limit = std::min(size, reach - range.offset);
    range.count_exactly = reach;
  } else {
    check_range("limit", request.limit, 0, highest);
    check_range("offset", request.offset, 0, highest);
    range.offset = std::min(request.offset, reach);
    range.limit = std::min(request.limit, reach - range.offset);
    // An estimate knows little of what a filter lets pass.
    range.count_exactly = request.filter.empty() ? 0 : reach;
  }
  range.min_score = request.ranking_score_threshold.value_or(0);
  range.explain = request.show_ranking_score_details;
  range.with_languages = request.show_language;
  return range;
}

HighlightStyle style_of(const SearchRequest& request) {
  const bool has_markup = request.highlight_pre_tag.find('<') != std::string::npos ||
                          request.highlight_post_tag.find('<') != std::string::npos;
  return {request.highlight_pre_tag, request.highlight_post_tag, request.crop_marker,
          request.highlight_escape.value_or(has_markup)};
}

void set_page(SearchResponse& response, const SearchRequest& request, std::uint32_t reach) {
  response.page = request.page.value_or(1);
  response.hits_per_page = request.hits_per_page.value_or(kDefaultHitsPerPage);
  const std::uint64_t reachable = std::min<std::uint64_t>(response.total_hits, reach);
  response.total_pages =
      response.hits_per_page == 0 ? 0 : (reachable + response.hits_per_page - 1) / response.hits_per_page;
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
  const Settings& settings = snapshot.stored().settings;
  const backend::RankedRange range = range_of(request, settings.max_total_hits);
  backend::Refinement refinement = refinement_of(request, settings);
  if (settings.search_cutoff_ms.has_value()) {
    const auto end = start + std::chrono::milliseconds(*settings.search_cutoff_ms);
    refinement.is_over = [end] { return std::chrono::steady_clock::now() >= end; };
  }
  auto& analyzer = resources.analyzer;
  const auto [query, corrections] = read_query(snapshot, request, resources);
  Highlighter highlighter(query, analyzer, style_of(request));
  Presenter presenter(request, settings, highlighter);
  const backend::Ranking ranking = rank_curated(snapshot, query, request.matching_strategy, range, refinement,
                                                curated(settings.curations, request.q));
  SearchResponse response;
  for (const auto& document : ranking.documents) {
    response.hits.push_back(presenter.present(document.stored, snapshot.stored().primary_key, document.score));
    if (range.explain) {
      response.hits.back().score_details = score_details(document, query, request.q, settings, analyzer);
    }
    response.hits.back().language = document.language;
  }
  analyzer.forget();
  response.query = request.q;
  add_corrections(response, corrections);
  response.dropped_terms = dropped_terms(query, request.q, snapshot);
  response.degraded = ranking.cut_off;
  response.total_hits = ranking.total;
  response.total_exact = ranking.total_exact;
  response.offset = request.offset;
  response.limit = request.limit;
  add_facets(response, ranking, refinement, settings);
  if (is_paged(request)) {
    set_page(response, request, settings.max_total_hits);
  }
  const auto elapsed = std::chrono::steady_clock::now() - start;
  response.processing_time_ms =
      static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(elapsed).count());
  return response;
}

}  // namespace telusur::search
