#include "search/page.hpp"

#include <algorithm>
#include <string>

#include "telusur/error.hpp"

namespace telusur::search {

namespace {

constexpr std::uint32_t kDefaultHitsPerPage = 20;
constexpr std::size_t kMaxMarkBytes = 1'000;

}  // namespace

void check_range(const char* field, std::uint64_t value, std::uint64_t lowest, std::uint64_t highest) {
  if (value < lowest || value > highest) {
    throw Error(ErrorCode::kInvalidArgument,
                std::string(field) + " " + std::to_string(value) + " must be from " + std::to_string(lowest) + " to " +
                    std::to_string(highest),
                field);
  }
}

void check_bytes(const char* field, const std::string& text) {
  if (text.size() > kMaxMarkBytes) {
    throw Error(ErrorCode::kInvalidArgument,
                std::string(field) + " has " + std::to_string(text.size()) + " bytes and may have " +
                    std::to_string(kMaxMarkBytes),
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
    range.count_exactly = request.filter.empty() && request.within.empty() ? 0 : reach;
  }
  range.min_score = request.ranking_score_threshold.value_or(0);
  range.explain = request.show_ranking_score_details;
  range.with_languages = request.show_language;
  return range;
}

std::shared_ptr<backend::ChosenStage> stage_of(const Settings& settings) {
  return std::make_shared<backend::ChosenStage>(std::max(backend::ChosenStage::kEnough, settings.max_total_hits));
}

void set_page(SearchResponse& response, const SearchRequest& request, std::uint32_t reach) {
  response.page = request.page.value_or(1);
  response.hits_per_page = request.hits_per_page.value_or(kDefaultHitsPerPage);
  const std::uint64_t reachable = std::min<std::uint64_t>(response.total_hits, reach);
  response.total_pages =
      response.hits_per_page == 0 ? 0 : (reachable + response.hits_per_page - 1) / response.hits_per_page;
}

namespace {

/// When so many halves of the time are over.
std::function<bool()> halves_of_time(const Settings& settings, const SearchLimits& limits,
                                     std::chrono::steady_clock::time_point start, int halves) {
  constexpr auto kAnyTime = std::chrono::milliseconds::max();
  const auto time =
      std::min(settings.search_cutoff_ms ? std::chrono::milliseconds(*settings.search_cutoff_ms) : kAnyTime,
               limits.time.value_or(kAnyTime));
  if (time == kAnyTime) {
    return {};
  }
  const auto end = start + std::chrono::microseconds(time) * halves / 2;
  return [end] { return std::chrono::steady_clock::now() >= end; };
}

}  // namespace

std::function<bool()> end_of_time(const Settings& settings, const SearchLimits& limits,
                                  std::chrono::steady_clock::time_point start) {
  return halves_of_time(settings, limits, start, 2);
}

std::function<bool()> half_of_time(const Settings& settings, const SearchLimits& limits,
                                   std::chrono::steady_clock::time_point start) {
  return halves_of_time(settings, limits, start, 1);
}

std::uint64_t milliseconds_since(std::chrono::steady_clock::time_point start) {
  const auto elapsed = std::chrono::steady_clock::now() - start;
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(elapsed).count());
}

}  // namespace telusur::search
