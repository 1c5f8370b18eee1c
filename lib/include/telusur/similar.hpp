#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "telusur/search.hpp"

namespace telusur {

/// A search for documents like one that is there ("more like this").
struct SimilarRequest {
  std::string id;  ///< of the document
  /// Which of them are wanted, and what is shown: `offset`, `limit`, `filter`, `within`, `attributes_to_retrieve`,
  /// `show_ranking_score` and `ranking_score_threshold` count, whatever else is set.
  SearchRequest documents = {};
};

/// Reads a request from the JSON body of the HTTP API's route.
/// @throws Error as search_request_from_json; subject "id missing" when no document is named.
SimilarRequest similar_request_from_json(std::string_view json);

/// Writes the answer to one as the HTTP API's JSON, compact, in UTF-8.
std::string to_json(const SearchResponse& response, const SimilarRequest& request);

}  // namespace telusur
