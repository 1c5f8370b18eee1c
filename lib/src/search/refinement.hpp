#pragma once

#include <string_view>

#include "backend/searcher.hpp"
#include "telusur/search.hpp"
#include "telusur/settings.hpp"

namespace telusur::search {

/// Facets count values, and a place is none. @throws Error kInvalidArgument (subject: the field of the request) for the
/// attribute of places.
void refuse_places(const char* field, std::string_view attribute);

/// What a request asks of the attributes of documents: its filter, order and facets.
/// @throws Error kInvalidArgument whose subject is "filter", "sort" or "facets", that tells the attributes which the
///         settings allow where it names another.
backend::Refinement refinement_of(const SearchRequest& request, const Settings& settings);

/// What to count for each disjunctive facet of a request that its filter names, beside `refinement`, which is the
/// request's. @throws Error kInvalidArgument (subject "disjunctiveFacets") for one that is no facet of the request.
std::vector<backend::Refinement> disjunctive_refinements(const SearchRequest& request, const Settings& settings,
                                                         const backend::Refinement& refinement);

/// Adds what was counted to the answer, in place of what it has of the same facets.
void add_facets(SearchResponse& response, const backend::Ranking& ranking, const backend::Refinement& refinement,
                const Settings& settings);

}  // namespace telusur::search
