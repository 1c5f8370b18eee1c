#include <algorithm>

#include "schema/document.hpp"
#include "schema/json.hpp"
#include "search/hit_json.hpp"
#include "search/wire_values.hpp"
#include "telusur/error.hpp"
#include "telusur/search.hpp"

namespace telusur {

namespace {

using schema::Json;
using search::read_bool;
using search::read_count;
using search::read_filter;
using search::read_request;
using search::read_share;
using search::read_string;
using search::read_strings;
using search::reject_field;
using search::reject_value;

MatchingStrategy read_strategy(const std::string& field, const Json& value) {
  const std::string name = value.is_string() ? value.get<std::string>() : std::string();
  if (name == "last") {
    return MatchingStrategy::kLast;
  }
  if (name == "all") {
    return MatchingStrategy::kAll;
  }
  if (name == "frequency") {
    return MatchingStrategy::kFrequency;
  }
  reject_value(field, "\"last\", \"all\" or \"frequency\"", value);
}

QuerySyntax read_syntax(const std::string& field, const Json& value) {
  const std::string name = value.is_string() ? value.get<std::string>() : std::string();
  if (name == "simple") {
    return QuerySyntax::kSimple;
  }
  if (name == "full") {
    return QuerySyntax::kFull;
  }
  reject_value(field, "\"simple\" or \"full\"", value);
}

using Reader = void (*)(SearchRequest&, const std::string&, const Json&);

struct Field {
  const char* name;
  Reader read;
};

/// Every field that is acted on, by its name in the API.
constexpr Field kFields[] = {
    {"q", [](SearchRequest& r, const std::string& f, const Json& v) { r.q = read_string(f, v); }},
    {"offset", [](SearchRequest& r, const std::string& f, const Json& v) { r.offset = read_count(f, v); }},
    {"limit", [](SearchRequest& r, const std::string& f, const Json& v) { r.limit = read_count(f, v); }},
    {"page", [](SearchRequest& r, const std::string& f, const Json& v) { r.page = read_count(f, v); }},
    {"hitsPerPage", [](SearchRequest& r, const std::string& f, const Json& v) { r.hits_per_page = read_count(f, v); }},
    {"filter", [](SearchRequest& r, const std::string& f, const Json& v) { r.filter = read_filter(f, v); }},
    {"sort", [](SearchRequest& r, const std::string& f, const Json& v) { r.sort = read_strings(f, v); }},
    {"disjunctiveFacets",
     [](SearchRequest& r, const std::string& f, const Json& v) { r.disjunctive_facets = read_strings(f, v); }},
    {"distinct", [](SearchRequest& r, const std::string& f, const Json& v) { r.distinct = read_string(f, v); }},
    {"facets", [](SearchRequest& r, const std::string& f, const Json& v) { r.facets = read_strings(f, v); }},
    {"attributesToRetrieve",
     [](SearchRequest& r, const std::string& f, const Json& v) { r.attributes_to_retrieve = read_strings(f, v); }},
    {"attributesToSearchOn",
     [](SearchRequest& r, const std::string& f, const Json& v) { r.attributes_to_search_on = read_strings(f, v); }},
    {"attributesToHighlight",
     [](SearchRequest& r, const std::string& f, const Json& v) { r.attributes_to_highlight = read_strings(f, v); }},
    {"highlightPreTag",
     [](SearchRequest& r, const std::string& f, const Json& v) { r.highlight_pre_tag = read_string(f, v); }},
    {"highlightPostTag",
     [](SearchRequest& r, const std::string& f, const Json& v) { r.highlight_post_tag = read_string(f, v); }},
    {"highlightEscape",
     [](SearchRequest& r, const std::string& f, const Json& v) { r.highlight_escape = read_bool(f, v); }},
    {"attributesToCrop",
     [](SearchRequest& r, const std::string& f, const Json& v) { r.attributes_to_crop = read_strings(f, v); }},
    {"cropLength", [](SearchRequest& r, const std::string& f, const Json& v) { r.crop_length = read_count(f, v); }},
    {"cropMarker", [](SearchRequest& r, const std::string& f, const Json& v) { r.crop_marker = read_string(f, v); }},
    {"showMatchesPosition",
     [](SearchRequest& r, const std::string& f, const Json& v) { r.show_matches_position = read_bool(f, v); }},
    {"matchingStrategy",
     [](SearchRequest& r, const std::string& f, const Json& v) { r.matching_strategy = read_strategy(f, v); }},
    {"querySyntax", [](SearchRequest& r, const std::string& f, const Json& v) { r.query_syntax = read_syntax(f, v); }},
    {"crossLanguage",
     [](SearchRequest& r, const std::string& f, const Json& v) { r.cross_language = read_bool(f, v); }},
    {"showRankingScore",
     [](SearchRequest& r, const std::string& f, const Json& v) { r.show_ranking_score = read_bool(f, v); }},
    {"showRankingScoreDetails",
     [](SearchRequest& r, const std::string& f, const Json& v) { r.show_ranking_score_details = read_bool(f, v); }},
    {"showLanguage", [](SearchRequest& r, const std::string& f, const Json& v) { r.show_language = read_bool(f, v); }},
    {"rankingScoreThreshold",
     [](SearchRequest& r, const std::string& f, const Json& v) { r.ranking_score_threshold = read_share(f, v); }},
};

/// Fields of the API that this version knows and does not act on: refused by name unless null.
constexpr std::string_view kUnsupported[] = {"locales", "hybrid", "vector", "retrieveVectors",
                                             "showPerformanceDetails"};

void read_field(SearchRequest& request, const std::string& name, const Json& value) {
  const auto* field =
      std::find_if(std::begin(kFields), std::end(kFields), [&](const Field& known) { return name == known.name; });
  if (field != std::end(kFields)) {
    if (!value.is_null()) {
      field->read(request, name, value);
    }
    return;
  }
  if (std::find(std::begin(kUnsupported), std::end(kUnsupported), name) == std::end(kUnsupported)) {
    reject_field(name, "a search request");
  }
  // Clients send these empty when their user asked for nothing.
  const bool nothing =
      (value.is_structured() && value.empty()) || (value.is_string() && read_string(name, value).empty());
  const bool asks = !(value.is_null() || value == false || nothing);
  if (asks) {
    throw Error(ErrorCode::kUnsupported, "this version does not act on the search field '" + name + "': leave it out",
                name);
  }
}

}  // namespace

SearchRequest search_request_from_json(std::string_view json) {
  const Json object = read_request(json, "a search request");
  SearchRequest request;
  for (const auto& [name, value] : object.items()) {
    read_field(request, name, value);
  }
  return request;
}

std::string to_json(const SearchResponse& response, const SearchRequest& request) {
  Json object = Json::object();
  object["hits"] = Json::array();
  for (const auto& hit : response.hits) {
    object["hits"].push_back(search::hit_json(hit, request));
  }
  object["query"] = response.query;
  if (response.corrected_query.has_value()) {
    object["correctedQuery"] = *response.corrected_query;
    for (const auto& [from, to] : response.query_corrections) {
      object["queryCorrections"].push_back({{"from", from}, {"to", to}});
    }
  }
  if (!response.dropped_terms.empty()) {
    object["droppedTerms"] = response.dropped_terms;
  }
  if (response.degraded) {
    object["degraded"] = true;
  }
  object["processingTimeMs"] = response.processing_time_ms;
  if (response.page.has_value()) {
    object["hitsPerPage"] = response.hits_per_page;
    object["page"] = *response.page;
    object["totalPages"] = response.total_pages;
    object["totalHits"] = response.total_hits;
  } else {
    object["limit"] = response.limit;
    object["offset"] = response.offset;
    object["estimatedTotalHits"] = response.total_hits;
  }
  object["totalHitsExact"] = response.total_exact;
  if (!request.facets.empty()) {
    object["facetDistribution"] = search::distribution_json(response.facet_distribution);
    object["facetStats"] = search::stats_json(response.facet_stats);
  }
  return schema::dump_json(object);
}

std::string Hit::text(std::string_view attribute) const { return Document::parse(document).text(attribute); }

std::string Hit::formatted_text(std::string_view attribute) const {
  return Document::parse(formatted.empty() ? document : formatted).text(attribute);
}

}  // namespace telusur
