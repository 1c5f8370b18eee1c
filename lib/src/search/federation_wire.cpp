#include <algorithm>
#include <string_view>

#include "schema/json.hpp"
#include "search/hit_json.hpp"
#include "search/wire_values.hpp"
#include "telusur/error.hpp"
#include "telusur/federation.hpp"

namespace telusur {

namespace {

using schema::Json;

constexpr std::size_t kMergedFacetValues = 100;

/// Fields of a search that say which part of its hits is wanted: here that is said for all queries at once.
constexpr std::string_view kPagination[] = {"offset", "limit", "page", "hitsPerPage"};

/// What a federated query must not say.
void refuse(const Json& query, std::string_view field, const char* subject, const char* instead) {
  const auto found = query.find(field);
  if (found != query.end() && !found->is_null()) {
    throw Error(
        ErrorCode::kInvalidArgument,
        std::string(field) + " cannot be asked of one query of a federated search; it is said once, by " + instead,
        subject);
  }
}

double read_weight(const Json& query) {
  const auto options = query.find("federationOptions");
  if (options == query.end() || options->is_null()) {
    return 1;
  }
  if (!options->is_object()) {
    search::reject_value("federationOptions", "an object", *options);
  }
  double weight = 1;
  for (const auto& [name, value] : options->items()) {
    if (name == "weight" && value.is_number() && value.get<double>() >= 0) {
      weight = value.get<double>();
    } else if (name == "weight") {
      search::reject_value("federationOptions.weight", "a number from 0", value);
    } else if (!value.is_null()) {
      throw Error(ErrorCode::kUnsupported,
                  "this version does not act on the field 'federationOptions." + name + "': leave it out",
                  "federationOptions");
    }
  }
  return weight;
}

FederatedQuery read_query(Json query) {
  FederatedQuery federated;
  if (!query.is_object() || !query.contains("indexUid") || !query["indexUid"].is_string()) {
    throw Error(ErrorCode::kInvalidArgument, "a query must be an object that names its index by 'indexUid'",
                "indexUid missing");
  }
  for (const auto& field : kPagination) {
    refuse(query, field, "query pagination", "federation.offset and federation.limit");
  }
  for (const char* field : {"facets", "disjunctiveFacets"}) {
    refuse(query, field, "query facets", "federation.facetsByIndex");
  }
  federated.index = query["indexUid"].get<std::string>();
  federated.weight = read_weight(query);
  query.erase("indexUid");
  query.erase("federationOptions");
  federated.request = search_request_from_json(schema::dump_json(query));
  return federated;
}

std::size_t read_merged_values(const Json& value) {
  if (!value.is_object()) {
    search::reject_value("federation.mergeFacets", "an object or null", value);
  }
  std::size_t values = kMergedFacetValues;
  for (const auto& [name, most] : value.items()) {
    if (name != "maxValuesPerFacet") {
      search::reject_field(name, "federation.mergeFacets");
    }
    if (!most.is_null()) {
      values = search::read_count("federation.mergeFacets.maxValuesPerFacet", most);
    }
  }
  return values;
}

void read_federation(const Json& federation, FederatedRequest& request) {
  if (!federation.is_object()) {
    search::reject_value("federation", "an object", federation);
  }
  for (const auto& [name, value] : federation.items()) {
    const std::string field = "federation." + name;
    if (name == "limit" || name == "offset") {
      (name == "limit" ? request.limit : request.offset) = search::read_count(field, value);
    } else if (name == "facetsByIndex" && value.is_object()) {
      for (const auto& [index, facets] : value.items()) {
        if (!facets.is_null()) {
          request.facets_by_index[index] = search::read_strings(field, facets);
        }
      }
    } else if (name == "facetsByIndex") {
      search::reject_value(field, "an object of arrays of strings", value);
    } else if (name == "mergeFacets") {
      request.merged_facet_values = value.is_null() ? std::nullopt : std::optional(read_merged_values(value));
    } else if (name == "distinct" || name == "showPerformanceDetails") {
      if (!value.is_null() && value != false) {
        throw Error(ErrorCode::kUnsupported, "this version does not act on the field '" + field + "': leave it out",
                    "federation");
      }
    } else {
      search::reject_field(field, "a federated search");
    }
  }
}

Json counts_json(const IndexFacets& counts) {
  return {{"distribution", search::distribution_json(counts.distribution)},
          {"stats", search::stats_json(counts.stats)}};
}

}  // namespace

FederatedRequest federated_request_from_json(std::string_view json) {
  Json body = search::read_request(json, "a federated search");
  FederatedRequest request;
  read_federation(body.value("federation", Json()), request);
  const auto queries = body.find("queries");
  if (queries == body.end() || !queries->is_array()) {
    throw Error(ErrorCode::kInvalidArgument, "a federated search must have an array 'queries'", "request");
  }
  for (auto& query : *queries) {
    const std::string where = "Inside `.queries[" + std::to_string(request.queries.size()) + "]`: ";
    try {
      request.queries.push_back(read_query(std::move(query)));
    } catch (const Error& error) {
      throw Error(error.code(), where + error.what(), error.subject());
    }
  }
  for (const auto& [index, facets] : request.facets_by_index) {
    if (std::none_of(request.queries.begin(), request.queries.end(),
                     [&uid = index](const FederatedQuery& query) { return query.index == uid; })) {
      throw Error(
          ErrorCode::kInvalidArgument,
          "federation.facetsByIndex names an index that no query searches: '" + schema::shown(Json(index)) + "'",
          "federation.facetsByIndex");
    }
  }
  return request;
}

std::string to_json(const FederatedResponse& response, const FederatedRequest& request) {
  Json hits = Json::array();
  for (const auto& found : response.hits) {
    hits.push_back(search::hit_json(found.hit, request.queries[found.query].request));
    hits.back()["_federation"] = {
        {"indexUid", found.index}, {"queriesPosition", found.query}, {"weightedRankingScore", found.weighted_score}};
  }
  Json object{{"hits", std::move(hits)},
              {"processingTimeMs", response.processing_time_ms},
              {"limit", response.limit},
              {"offset", response.offset},
              {"estimatedTotalHits", response.total_hits},
              {"totalHitsExact", response.total_exact}};
  if (response.degraded) {
    object["degraded"] = true;
  }
  if (response.merged_facets) {
    object["facetDistribution"] = search::distribution_json(response.merged_facets->distribution);
    object["facetStats"] = search::stats_json(response.merged_facets->stats);
  } else if (!response.facets_by_index.empty()) {
    Json by_index = Json::object();
    for (const auto& [index, counts] : response.facets_by_index) {
      by_index[index] = counts_json(counts);
    }
    object["facetsByIndex"] = std::move(by_index);
  }
  return schema::dump_json(object);
}

}  // namespace telusur
