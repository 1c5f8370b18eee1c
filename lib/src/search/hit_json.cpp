#include "search/hit_json.hpp"

#include <cmath>

#include "search/score_details.hpp"

namespace telusur::search {

namespace {

using schema::Json;

/// `_matchesPosition`: attribute -> [{start, length}], in bytes, and `indices` of what is in an array.
Json positions_json(const std::vector<MatchPosition>& matches) {
  Json by_attribute = Json::object();
  for (const auto& match : matches) {
    Json position{{"start", match.start}, {"length", match.length}};
    if (!match.indices.empty()) {
      position["indices"] = match.indices;
    }
    by_attribute[match.attribute].push_back(std::move(position));
  }
  return by_attribute;
}

}  // namespace

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
  if (hit.distance) {
    object["_geoDistance"] = std::llround(*hit.distance);
  }
  if (request.show_language) {
    object["_language"] = hit.language.empty() ? Json() : Json(hit.language);
  }
  if (request.show_ranking_score_details) {
    object["_rankingScoreDetails"] = score_details_json(hit.score_details);
  }
  return object;
}

Json distribution_json(const std::map<std::string, std::vector<FacetValue>>& distribution) {
  Json object = Json::object();
  for (const auto& [attribute, values] : distribution) {
    Json& counts = object[attribute] = Json::object();
    for (const auto& [value, count] : values) {
      counts.push_back({value, count});
    }
  }
  return object;
}

Json stats_json(const std::map<std::string, FacetStats>& stats) {
  Json object = Json::object();
  for (const auto& [attribute, range] : stats) {
    object[attribute] = {{"min", range.min}, {"max", range.max}};
  }
  return object;
}

}  // namespace telusur::search
