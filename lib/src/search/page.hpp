#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "backend/searcher.hpp"
#include "telusur/options.hpp"
#include "telusur/search.hpp"
#include "telusur/settings.hpp"

namespace telusur::search {

/// Deepest hit that a request may name, counted from 1, unless the settings let more be reached.
inline constexpr std::uint32_t kMaxHits = 10'000;

/// @throws Error kInvalidArgument (subject `field`) unless `value` is from `lowest` to `highest`.
void check_range(const char* field, std::uint64_t value, std::uint64_t lowest, std::uint64_t highest);

/// @throws Error kInvalidArgument (subject `field`) for a text that is put into each hit, many times, and too long for
/// that: of more than 1,000 bytes.
void check_bytes(const char* field, const std::string& text);

/// Whether a request asks for numbered pages.
bool is_paged(const SearchRequest& request);

/// The part of the ranking that a request wants of the first `reach` hits.
/// @throws Error kInvalidArgument with the request's field as subject.
backend::RankedRange range_of(const SearchRequest& request, std::uint32_t reach);

/// The stage of a request, to be decided by its first search: whatever decides who appears leaves no page empty that
/// can be reached and was full without it.
std::shared_ptr<backend::ChosenStage> stage_of(const Settings& settings);

/// Fills in what tells of numbered pages, by the total that is there.
void set_page(SearchResponse& response, const SearchRequest& request, std::uint32_t reach);

/// Tells when a search that began at `start` has taken the time that settings and limits give it; unset: any time.
std::function<bool()> end_of_time(const Settings& settings, const SearchLimits& limits,
                                  std::chrono::steady_clock::time_point start);

/// The same for half of the time.
std::function<bool()> half_of_time(const Settings& settings, const SearchLimits& limits,
                                   std::chrono::steady_clock::time_point start);

std::uint64_t milliseconds_since(std::chrono::steady_clock::time_point start);

}  // namespace telusur::search
