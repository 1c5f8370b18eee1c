#include "search/run_search.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "backend/searcher.hpp"
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

backend::RankedRange range_of(const SearchRequest& request) {
  backend::RankedRange range;
  if (is_paged(request)) {
    const std::uint32_t size = request.hits_per_page.value_or(kDefaultHitsPerPage);
    const std::uint32_t page = request.page.value_or(1);
    check_range("hitsPerPage", size, 0, kMaxHits);
    check_range("page", page, 1, size == 0 ? UINT32_MAX : kMaxHits / size + 1);
    range.offset = (page - 1) * size;
    range.limit = range.offset >= kMaxHits ? 0 : std::min(size, kMaxHits - range.offset);
    range.count_exactly = kMaxHits;
  } else {
    check_range("limit", request.limit, 0, kMaxHits);
    check_range("offset", request.offset, 0, kMaxHits);
    range.offset = request.offset;
    range.limit = std::min(request.limit, kMaxHits - request.offset);
    // An estimate knows little of what a filter lets pass.
    range.count_exactly = request.filter.empty() ? 0 : kMaxHits;
  }
  range.min_score = request.ranking_score_threshold.value_or(0);
  range.explain = request.show_ranking_score_details;
  return range;
}

HighlightStyle style_of(const SearchRequest& request) {
  const bool has_markup = request.highlight_pre_tag.find('<') != std::string::npos ||
                          request.highlight_post_tag.find('<') != std::string::npos;
  return {request.highlight_pre_tag, request.highlight_post_tag, request.crop_marker,
          request.highlight_escape.value_or(has_markup)};
}

void set_page(SearchResponse& response, const SearchRequest& request) {
  response.page = request.page.value_or(1);
  response.hits_per_page = request.hits_per_page.value_or(kDefaultHitsPerPage);
  const std::uint64_t reachable = std::min<std::uint64_t>(response.total_hits, kMaxHits);
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
  const backend::RankedRange range = range_of(request);
  const Settings& settings = snapshot.stored().settings;
  const backend::Refinement refinement = refinement_of(request, settings);
  auto& analyzer = resources.analyzer;
  const auto [query, corrections] = read_query(snapshot, request, resources);
  Highlighter highlighter(query, analyzer, style_of(request));
  Presenter presenter(request, settings, highlighter);
  backend::Ranking ranking = backend::rank(snapshot, query, request.matching_strategy, range, refinement);
  SearchResponse response;
  for (const auto& document : ranking.documents) {
    response.hits.push_back(presenter.present(document.stored, snapshot.stored().primary_key, document.score));
    if (range.explain) {
      response.hits.back().score_details = score_details(document, query, request.q, settings, analyzer);
    }
  }
  analyzer.forget();
  response.query = request.q;
  add_corrections(response, corrections);
  response.total_hits = ranking.total;
  response.total_exact = ranking.total_exact;
  response.offset = request.offset;
  response.limit = request.limit;
  add_facets(response, ranking, refinement, settings);
  if (is_paged(request)) {
    set_page(response, request);
  }
  const auto elapsed = std::chrono::steady_clock::now() - start;
  response.processing_time_ms =
      static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(elapsed).count());
  return response;
}

}  // namespace telusur::search
