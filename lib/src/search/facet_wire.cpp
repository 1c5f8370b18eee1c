#include <algorithm>
#include <iterator>

#include "schema/json.hpp"
#include "telusur/error.hpp"
#include "telusur/search.hpp"

namespace telusur {

namespace {

using schema::Json;

/// Fields of a search that say which documents are meant.
constexpr std::string_view kDocumentFields[] = {"q",       "filter",        "matchingStrategy", "attributesToSearchOn",
                                                "locales", "crossLanguage", "querySyntax"};

/// Takes a text out of the object; "" where it is missing or null.
std::string take_text(Json& object, const char* field) {
  const auto found = object.find(field);
  if (found == object.end() || found->is_null()) {
    object.erase(field);
    return {};
  }
  if (!found->is_string()) {
    throw Error(ErrorCode::kInvalidArgument,
                std::string(field) + " must be a string, not " + schema::dump_json(*found).substr(0, 60), field);
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
                std::string(kField) + " must be true or false, not " + schema::dump_json(*found).substr(0, 60), kField);
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
  for (const auto& [name, value] : object.items()) {
    if (std::find(std::begin(kDocumentFields), std::end(kDocumentFields), name) == std::end(kDocumentFields)) {
      throw Error(ErrorCode::kInvalidArgument, "unknown field '" + name.substr(0, 60) + "' in a facet search",
                  "request");
    }
  }
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
