#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "telusur/search.hpp"

namespace telusur {

/// One of the searches that make a federated one.
struct FederatedQuery {
  std::string index;  ///< uid
  /// What is searched for and shown. Its offset, limit, pages and facets do not count: those of the whole do.
  SearchRequest request = {};
  double weight = 1;  ///< 0 or more: what scores are multiplied by before they are compared
};

/// Several searches, of the same index or others, whose hits make one list.
struct FederatedRequest {
  std::vector<FederatedQuery> queries = {};
  /// Hits to skip; offset + limit is at most 10,000, and that times the number of queries at most 20,000.
  std::uint32_t offset = 0;
  std::uint32_t limit = 20;
  /// Attributes whose values are counted, by index. An index that is named here must be that of one query alone.
  std::map<std::string, std::vector<std::string>> facets_by_index = {};
  /// Adds the counts of all indexes up, those that each of them tells (`Faceting::max_values`), and keeps so many
  /// values of an attribute, the first by name.
  std::optional<std::size_t> merged_facet_values = {};
};

/// A hit, and where it comes from.
struct FederatedHit {
  Hit hit;
  std::string index;
  std::size_t query = 0;      ///< its place in `FederatedRequest::queries`
  double weighted_score = 0;  ///< `Hit::ranking_score` times the weight of the query
};

/// The values that documents of an index have.
struct IndexFacets {
  std::map<std::string, std::vector<FacetValue>> distribution = {};
  std::map<std::string, FacetStats> stats = {};
};

/// One page of the list. Of two hits that are the same document of an index the better one is in it.
struct FederatedResponse {
  std::vector<FederatedHit> hits;
  std::uint64_t total_hits = 0;  ///< the sum of what the queries find: those of one index may find a document twice
  bool total_exact = false;
  std::uint32_t offset = 0;
  std::uint32_t limit = 0;
  std::map<std::string, IndexFacets> facets_by_index = {};  ///< empty when merged
  std::optional<IndexFacets> merged_facets = {};
  bool degraded = false;  ///< a search was cut off
  std::uint64_t processing_time_ms = 0;
};

/// The search that a query of a federated search makes of its index: enough hits for the page that is wanted.
/// @throws Error kInvalidArgument (subject "federation.offset") when the page lies beyond 10,000 hits;
///         kUnsupported (subject "federation.facetsByIndex") when its index is counted and has several queries.
SearchRequest search_of(const FederatedRequest& request, std::size_t query);

/// Merges the answers of `search_of`, each in its own order: the best head of a list comes next, by its weighted score.
/// A score is a share of the best score possible for its query in its index, so that those of several indexes compare.
/// @param answers  one for each query. O(hits).
FederatedResponse merge(const FederatedRequest& request, std::vector<SearchResponse> answers);

/// Reads a request from the JSON body of the HTTP API's route for several searches, which has `federation` and
/// `queries`.
/// @throws Error as search_request_from_json; subjects "federation.limit", "federationOptions.weight", …
FederatedRequest federated_request_from_json(std::string_view json);

/// Writes an answer as the HTTP API's JSON, compact, in UTF-8.
std::string to_json(const FederatedResponse& response, const FederatedRequest& request);

}  // namespace telusur
