#include "schema/json.hpp"
#include "telusur/error.hpp"
#include "telusur/search.hpp"

namespace telusur {

namespace {

using schema::Json;

/// Takes a text out of the object; "" where it is missing or null.
std::string take_text(Json& object, const char* field) {
  const auto found = object.find(field);
  if (found == object.end() || found->is_null()) {
    object.erase(field);
    return {};
  }
  if (!found->is_string()) {
    throw Error(ErrorCode::kInvalidArgument, std::string(field) + " must be a string, not " + schema::shown(*found),
                field);
  }
  std::string text = found->get<std::string>();
  object.erase(found);
  return text;
}

/// Counts are exact whatever it says.
void take_exhaustive(Json& object) {
  constexpr char kField[] = "exhaustiveFacetCount";
  const auto found = object.find(kField);
  if (found != object.end() && !found->is_null() && !found->is_boolean()) {
    throw Error(ErrorCode::kInvalidArgument,
                std::string(kField) + " must be true or false, not " + schema::shown(*found), kField);
  }
  object.erase(kField);
}

}  // namespace

FacetSearchRequest facet_search_request_from_json(std::string_view json) {
  Json object = schema::parse_json(json, "request");
  if (!object.is_object()) {
    throw Error(ErrorCode::kInvalidArgument,
                "a facet search must be an object, not " + std::string(schema::type_name(object)), "request");
  }
  FacetSearchRequest request;
  request.facet_name = take_text(object, "facetName");
  request.facet_query = take_text(object, "facetQuery");
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
  return schema::dump_json(
      {{"facetHits", hits}, {"facetQuery", response.facet_query}, {"processingTimeMs", response.processing_time_ms}});
}

}  // namespace telusur
