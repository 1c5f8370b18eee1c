#include "schema/json.hpp"
#include "search/wire_values.hpp"
#include "telusur/error.hpp"
#include "telusur/search.hpp"

namespace telusur {

namespace {

using schema::Json;

/// Counts are exact whatever it says.
void take_exhaustive(Json& object) {
  constexpr char kField[] = "exhaustiveFacetCount";
  const auto found = object.find(kField);
  if (found != object.end() && !found->is_null()) {
    search::read_bool(kField, *found);
  }
  object.erase(kField);
}

}  // namespace

FacetSearchRequest facet_search_request_from_json(std::string_view json) {
  Json object = search::read_request(json, "a facet search");
  FacetSearchRequest request;
  request.facet_name = search::take_text(object, "facetName");
  request.facet_query = search::take_text(object, "facetQuery");
  if (request.facet_name.empty()) {
    throw Error(ErrorCode::kInvalidArgument, "facetName is missing: a facet search names an attribute",
                "facetName missing");
  }
  take_exhaustive(object);
  // Widgets send the whole search along; what says nothing of the documents is read and changes nothing.
  request.documents = search_request_from_json(schema::dump_json(object));
  return request;
}

std::string to_json(const FacetSearchResponse& response) {
  Json hits = Json::array();
  for (const auto& [value, count] : response.values) {
    hits.push_back({{"value", value}, {"count", count}});
  }
  Json object{{"facetHits", std::move(hits)},
              {"facetQuery", response.facet_query},
              {"processingTimeMs", response.processing_time_ms}};
  if (response.degraded) {
    object["degraded"] = true;
  }
  return schema::dump_json(object);
}

}  // namespace telusur
