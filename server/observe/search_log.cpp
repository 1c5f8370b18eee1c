#include "observe/search_log.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace telusur::server::observe {

namespace {

constexpr double kFirstBoundMs = 0.05;
constexpr double kGrowth = 1.2;

/// What counts as the same query: blanks at the ends and the case of ASCII letters do not differ.
std::string normalised(std::string_view query) {
  const std::size_t first = query.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    return {};
  }
  query = query.substr(first, query.find_last_not_of(" \t\r\n") + 1 - first);
  std::size_t size = std::min(query.size(), SearchLog::kMaxQueryBytes);
  while (size < query.size() && size > 0 && (static_cast<unsigned char>(query[size]) & 0xC0) == 0x80) {
    --size;  // not amid a character
  }
  std::string text(query.substr(0, size));
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::vector<SearchLog::Query> most_frequent(std::vector<SearchLog::Query> queries, std::size_t limit) {
  const std::size_t count = std::min(limit, queries.size());
  std::partial_sort(queries.begin(), queries.begin() + static_cast<std::ptrdiff_t>(count), queries.end(),
                    [](const SearchLog::Query& a, const SearchLog::Query& b) {
                      return a.count != b.count ? a.count > b.count : a.text < b.text;
                    });
  queries.resize(count);
  return queries;
}

}  // namespace

double SearchLog::bound_ms(std::size_t bucket) noexcept {
  return kFirstBoundMs * std::pow(kGrowth, static_cast<double>(bucket));
}

void SearchLog::record(const std::string& index, std::string_view query, std::uint64_t hits,
                       std::chrono::microseconds duration) {
  const std::string text = normalised(query);
  const double ms = static_cast<double>(duration.count()) / 1000;
  const double bucket = ms <= kFirstBoundMs ? 0 : std::ceil(std::log(ms / kFirstBoundMs) / std::log(kGrowth));
  const std::lock_guard lock(mutex_);
  if (indexes_.size() >= kMaxIndexes && !indexes_.contains(index)) {
    indexes_.clear();
  }
  Searches& searches = indexes_[index];
  ++searches.all;
  searches.without_hits += hits == 0 ? 1 : 0;
  ++searches.times[static_cast<std::size_t>(std::min(bucket, static_cast<double>(kBuckets - 1)))];
  searches.longest = std::max(searches.longest, duration);
  if (text.empty()) {
    return;
  }
  if (searches.queries.size() >= kMaxQueries && !searches.queries.contains(text)) {
    forget_rare(searches);
  }
  Counts& counts = searches.queries[text];
  ++counts.count;
  counts.hits = hits;
}

void SearchLog::forget_rare(Searches& searches) {
  while (searches.queries.size() >= kMaxQueries) {
    for (auto entry = searches.queries.begin(); entry != searches.queries.end();) {
      entry->second.count /= 2;
      entry = entry->second.count == 0 ? searches.queries.erase(entry) : std::next(entry);
    }
  }
}

double SearchLog::percentile_ms(const Searches& searches, double share) {
  const auto wanted = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(searches.all)));
  std::uint64_t below = 0;
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
    below += searches.times[bucket];
    if (below >= wanted) {
      return std::min(bound_ms(bucket), static_cast<double>(searches.longest.count()) / 1000);
    }
  }
  return 0;
}

SearchLog::Summary SearchLog::summary(const std::string& index, std::size_t limit) const {
  const std::lock_guard lock(mutex_);
  const auto found = indexes_.find(index);
  if (found == indexes_.end()) {
    return {};
  }
  const Searches& searches = found->second;
  std::vector<Query> all;
  std::vector<Query> empty;
  for (const auto& [text, counts] : searches.queries) {
    all.push_back({text, counts.count, counts.hits});
    if (counts.hits == 0) {
      empty.push_back(all.back());
    }
  }
  return {searches.all,
          searches.without_hits,
          most_frequent(std::move(all), limit),
          most_frequent(std::move(empty), limit),
          percentile_ms(searches, 0.5),
          percentile_ms(searches, 0.9),
          percentile_ms(searches, 0.99),
          static_cast<double>(searches.longest.count()) / 1000};
}

}  // namespace telusur::server::observe
