#include "auth/visible_index.hpp"

namespace telusur::server::auth {

namespace {

/// Checked before the engine is asked, so that nobody learns which indexes there are.
const Access& with_index(const Access& access, std::string_view uid) {
  access.require_index(uid);
  return access;
}

}  // namespace

VisibleIndex::VisibleIndex(const Engine& engine, std::string_view uid, const Access& access)
    : access_(with_index(access, uid)), index_(engine.index(uid)) {}

SearchResponse VisibleIndex::search(const SearchRequest& request) const {
  return index_.search(access_.narrowed(index_.uid(), request));
}

FacetSearchResponse VisibleIndex::search_facet(const FacetSearchRequest& request) const {
  return index_.search_facet(
      {access_.narrowed(index_.uid(), request.documents), request.facet_name, request.facet_query});
}

SearchResponse VisibleIndex::similar(const SimilarRequest& request) const {
  return index_.similar({request.id, access_.narrowed(index_.uid(), request.documents)});
}

SuggestResponse VisibleIndex::suggest(const SuggestRequest& request) const {
  SuggestRequest narrowed = request;
  narrowed.within = access_.narrowed(index_.uid(), {}).within;
  return index_.suggest(narrowed);
}

}  // namespace telusur::server::auth
