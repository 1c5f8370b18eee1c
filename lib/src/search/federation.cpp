#include "telusur/federation.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "search/page.hpp"
#include "telusur/error.hpp"

namespace telusur {

namespace {

constexpr std::size_t kMaxMergedHits = 20'000;

/// Hits of one query that are not merged yet.
struct Source {
  std::vector<Hit> hits;
  double weight = 1;
  std::size_t next = 0;

  bool is_empty() const { return next == hits.size(); }
  double score() const { return hits[next].ranking_score * weight; }
};

/// The source whose next hit has the highest score, of equal ones the first; nullptr when all are empty.
Source* best_of(std::vector<Source>& sources) {
  Source* best = nullptr;
  for (auto& source : sources) {
    if (!source.is_empty() && (best == nullptr || source.score() > best->score())) {
      best = &source;
    }
  }
  return best;
}

bool is_alone(const FederatedRequest& request, const std::string& index) {
  return std::count_if(request.queries.begin(), request.queries.end(),
                       [&](const FederatedQuery& query) { return query.index == index; }) == 1;
}

void add_stats(FacetStats& sum, const FacetStats& more) {
  sum.min = std::min(sum.min, more.min);
  sum.max = std::max(sum.max, more.max);
}

/// The counts of all indexes in one, `values` of each attribute, by name.
IndexFacets merged(const std::map<std::string, IndexFacets>& by_index, std::size_t values) {
  std::map<std::string, std::map<std::string, std::uint64_t>> sums;
  IndexFacets all;
  for (const auto& [index, counts] : by_index) {
    for (const auto& [attribute, list] : counts.distribution) {
      auto& sum = sums[attribute];
      for (const auto& [value, count] : list) {
        sum[value] += count;
      }
    }
    for (const auto& [attribute, range] : counts.stats) {
      add_stats(all.stats.try_emplace(attribute, range).first->second, range);
    }
  }
  for (const auto& [attribute, sum] : sums) {
    auto& list = all.distribution[attribute];
    for (const auto& [value, count] : sum) {
      if (list.size() < values) {
        list.push_back({value, count});
      }
    }
  }
  return all;
}

void take_counts(FederatedResponse& response, const FederatedRequest& request, std::size_t query,
                 SearchResponse& answer) {
  const std::string& index = request.queries[query].index;
  if (request.facets_by_index.contains(index)) {
    response.facets_by_index[index] = {std::move(answer.facet_distribution), std::move(answer.facet_stats)};
  }
  response.total_hits += answer.total_hits;
  response.total_exact = response.total_exact && answer.total_exact && is_alone(request, index);
  response.degraded = response.degraded || answer.degraded;
}

}  // namespace

SearchRequest search_of(const FederatedRequest& request, std::size_t query) {
  search::check_range("federation.limit", request.limit, 0, search::kMaxHits);
  search::check_range("federation.offset", request.offset, 0, search::kMaxHits - request.limit);
  // Each query gives that many hits, of which most do not make it into the list.
  if (const auto hits = request.queries.size() * (std::size_t{request.offset} + request.limit); hits > kMaxMergedHits) {
    throw Error(ErrorCode::kInvalidArgument,
                "federation.offset and federation.limit ask for " + std::to_string(hits) + " hits of " +
                    std::to_string(request.queries.size()) + " queries together, and at most " +
                    std::to_string(kMaxMergedHits) + " are merged",
                "federation.limit");
  }
  const FederatedQuery& wanted = request.queries.at(query);
  SearchRequest search = wanted.request;
  search.offset = 0;
  search.limit = request.offset + request.limit;
  search.page.reset();
  search.hits_per_page.reset();
  search.facets.clear();
  search.disjunctive_facets.clear();
  if (const auto facets = request.facets_by_index.find(wanted.index); facets != request.facets_by_index.end()) {
    if (!is_alone(request, wanted.index)) {
      throw Error(ErrorCode::kUnsupported,
                  "this version counts no facets of the index '" + wanted.index + "', which several queries search",
                  "federation.facetsByIndex");
    }
    search.facets = facets->second;
  }
  return search;
}

FederatedResponse merge(const FederatedRequest& request, std::vector<SearchResponse> answers) {
  FederatedResponse response;
  response.offset = request.offset;
  response.limit = request.limit;
  response.total_exact = true;
  std::vector<Source> sources;
  for (std::size_t n = 0; n < answers.size(); ++n) {
    sources.push_back({std::move(answers[n].hits), request.queries[n].weight});
    take_counts(response, request, n, answers[n]);
  }
  if (request.merged_facet_values && !request.facets_by_index.empty()) {
    response.merged_facets = merged(response.facets_by_index, *request.merged_facet_values);
    response.facets_by_index.clear();
  }
  const std::size_t end = std::size_t{request.offset} + request.limit;
  std::set<std::pair<std::string, std::string>> seen;  // index and id
  while (seen.size() < end) {
    Source* best = best_of(sources);
    if (best == nullptr) {
      break;
    }
    const auto query = static_cast<std::size_t>(best - sources.data());
    const double score = best->score();
    Hit& hit = best->hits[best->next++];
    const std::string& index = request.queries[query].index;
    if (seen.emplace(index, hit.id).second && seen.size() > request.offset) {
      response.hits.push_back({std::move(hit), index, query, score});
    }
  }
  return response;
}

}  // namespace telusur
