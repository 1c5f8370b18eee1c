#pragma once

#include <string_view>

#include "auth/access.hpp"
#include "telusur/engine.hpp"

namespace telusur::server::auth {

/// An index as the sender of a request may search it. The only way from a route that tenant tokens may use to the
/// documents of an index, so that no such route can forget the token's filter. Whatever else of the library answers
/// with documents or counts of them gets a member here. Lifetime: of the access.
class VisibleIndex {
 public:
  /// @throws api::RequestError invalid_api_key (403) when the access does not see the index; Error kNotFound.
  VisibleIndex(const Engine& engine, std::string_view uid, const Access& access);

  SearchResponse search(const SearchRequest& request) const;
  FacetSearchResponse search_facet(const FacetSearchRequest& request) const;
  SearchResponse similar(const SimilarRequest& request) const;
  SuggestResponse suggest(const SuggestRequest& request) const;

 private:
  const Access& access_;
  const Index index_;
};

}  // namespace telusur::server::auth
