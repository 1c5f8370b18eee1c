#include <algorithm>
#include <cmath>

#include "base/utf8.hpp"
#include "schema/document.hpp"
#include "schema/json.hpp"
#include "search/score_details.hpp"
#include "telusur/error.hpp"
#include "telusur/search.hpp"

namespace telusur {

namespace {

using schema::Json;

constexpr double kMaxCount = 4294967295.0;

[[noreturn]] void reject(const std::string& field, const std::string& wanted, const Json& value) {
  throw Error(ErrorCode::kInvalidArgument, field + " must be " + wanted + ", not " + schema::shown(value), field);
}

std::string read_string(const std::string& field, const Json& value) {
  if (!value.is_string()) {
    reject(field, "a string", value);
  }
  return value.get<std::string>();
}

bool read_bool(const std::string& field, const Json& value) {
  if (!value.is_boolean()) {
    reject(field, "true or false", value);
  }
  return value.get<bool>();
}

/// What fits here and is too large for its field is told by `run_search`.
std::uint32_t read_count(const std::string& field, const Json& value) {
  if (!value.is_number_unsigned() || value.get<double>() > kMaxCount) {
    reject(field, field == "page" ? "a whole number from 1" : "a whole number from 0 to 10000", value);
  }
  return value.get<std::uint32_t>();
}

std::vector<std::string> read_strings(const std::string& field, const Json& value) {
  if (!value.is_array() || !std::all_of(value.begin(), value.end(), [](const Json& one) { return one.is_string(); })) {
    reject(field, "an array of strings", value);
  }
  return value.get<std::vector<std::string>>();
}

/// A filter is an expression, or an array of them, which the filter's own reader takes as JSON.
std::string read_filter(const std::string& field, const Json& value) {
  if (value.is_string()) {
    return value.get<std::string>();
  }
  if (!value.is_array()) {
    reject(field, "a string or an array", value);
  }
  return schema::dump_json(value);
}

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
  reject(field, "\"last\", \"all\" or \"frequency\"", value);
}

QuerySyntax read_syntax(const std::string& field, const Json& value) {
  const std::string name = value.is_string() ? value.get<std::string>() : std::string();
  if (name == "simple") {
    return QuerySyntax::kSimple;
  }
  if (name == "full") {
    return QuerySyntax::kFull;
  }
  reject(field, "\"simple\" or \"full\"", value);
}

double read_share(const std::string& field, const Json& value) {
  if (!value.is_number() || value.get<double>() < 0 || value.get<double>() > 1) {
    reject(field, "a number from 0 to 1", value);
  }
  return value.get<double>();
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
    {"facets", [](SearchRequest& r, const std::string& f, const Json& v) { r.facets = read_strings(f, v); }},
    {"attributesToRetrieve",
     [](SearchRequest& r, const std::string& f, const Json& v) { r.attributes_to_retrieve = read_strings(f, v); }},
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
constexpr std::string_view kUnsupported[] = {"distinct", "attributesToSearchOn", "locales", "hybrid",
                                             "vector",   "retrieveVectors"};

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
    throw Error(ErrorCode::kInvalidArgument, "unknown field '" + base::shown(name) + "' in a search request",
                "request");
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

/// `_matchesPosition`: attribute -> [{start, length}], in bytes.
Json positions_json(const std::vector<MatchPosition>& matches) {
  Json by_attribute = Json::object();
  for (const auto& match : matches) {
    by_attribute[match.attribute].push_back({{"start", match.start}, {"length", match.length}});
  }
  return by_attribute;
}

/// In `_formatted` numbers are strings, as clients of the API expect: that is how the texts were made already.
Json hit_json(const Hit& hit, const SearchRequest& request) {
  Json object = Json::parse(hit.document);
  if (!hit.formatted.empty()) {
    object["_formatted"] = Json::parse(hit.formatted);
  }
  if (request.show_matches_position) {
    object["_matchesPosition"] = positions_json(hit.matches);
  }
  if (request.show_ranking_score) {
    object["_rankingScore"] = hit.ranking_score;
  }
  if (request.show_language) {
    object["_language"] = hit.language.empty() ? Json() : Json(hit.language);
  }
  if (request.show_ranking_score_details) {
    object["_rankingScoreDetails"] = search::score_details_json(hit.score_details);
  }
  return object;
}

void add_facets(Json& object, const SearchResponse& response) {
  Json distribution = Json::object();
  for (const auto& [attribute, values] : response.facet_distribution) {
    Json& counts = distribution[attribute] = Json::object();
    for (const auto& [value, count] : values) {
      counts.push_back({value, count});
    }
  }
  Json stats = Json::object();
  for (const auto& [attribute, range] : response.facet_stats) {
    stats[attribute] = {{"min", range.min}, {"max", range.max}};
  }
  object["facetDistribution"] = std::move(distribution);
  object["facetStats"] = std::move(stats);
}

}  // namespace

SearchRequest search_request_from_json(std::string_view json) {
  const Json object = schema::parse_json(json, "request");
  if (!object.is_object()) {
    throw Error(ErrorCode::kInvalidArgument,
                "a search request must be an object, not " + std::string(schema::type_name(object)), "request");
  }
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
    object["hits"].push_back(hit_json(hit, request));
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
    add_facets(object, response);
  }
  return schema::dump_json(object);
}

std::string Hit::text(std::string_view attribute) const { return Document::parse(document).text(attribute); }

std::string Hit::formatted_text(std::string_view attribute) const {
  return Document::parse(formatted.empty() ? document : formatted).text(attribute);
}

}  // namespace telusur
