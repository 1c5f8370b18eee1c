#include <algorithm>
#include <iterator>
#include <string_view>

#include "schema/json.hpp"
#include "search/wire_values.hpp"
#include "telusur/error.hpp"
#include "telusur/similar.hpp"

namespace telusur {

namespace {

using schema::Json;

/// Fields that say which documents are wanted and what is shown of them.
constexpr std::string_view kOfDocuments[] = {
    "offset", "limit", "filter", "attributesToRetrieve", "showRankingScore", "rankingScoreThreshold"};

/// Fields of the API that this version knows and does not act on: refused by name unless false or null.
constexpr std::string_view kRefused[] = {"showRankingScoreDetails", "retrieveVectors"};

template <typename Names>
bool holds(const Names& names, std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// An integer or a text.
std::string take_id(Json& object) {
  const auto found = object.find("id");
  if (found == object.end() || found->is_null()) {
    throw Error(ErrorCode::kInvalidArgument, "id is missing: it names the document that others shall be like",
                "id missing");
  }
  if (!found->is_string() && !found->is_number_integer()) {
    search::reject_value("id", "a string or a whole number", *found);
  }
  std::string id = found->is_string() ? found->get<std::string>() : found->dump();
  object.erase(found);
  return id;
}

}  // namespace

SimilarRequest similar_request_from_json(std::string_view json) {
  constexpr char kWhat[] = "a search for similar documents";
  Json object = search::read_request(json, kWhat);
  SimilarRequest request;
  request.id = take_id(object);
  // Clients have to name one; documents are compared by their words, whatever it says.
  search::take_text(object, "embedder");
  for (const auto& name : kRefused) {
    const auto found = object.find(name);
    if (found != object.end() && !found->is_null() && search::read_bool(std::string(name), *found)) {
      throw Error(ErrorCode::kUnsupported,
                  "this version does not act on the field '" + std::string(name) + "': leave it out",
                  std::string(name));
    }
    object.erase(std::string(name));
  }
  for (const auto& [name, value] : object.items()) {
    if (!holds(kOfDocuments, name)) {
      search::reject_field(name, kWhat);
    }
  }
  request.documents = search_request_from_json(schema::dump_json(object));
  return request;
}

std::string to_json(const SearchResponse& response, const SimilarRequest& request) {
  Json hits = Json::array();
  for (const auto& hit : response.hits) {
    hits.push_back(Json::parse(hit.document));
    if (request.documents.show_ranking_score) {
      hits.back()["_rankingScore"] = hit.ranking_score;
    }
  }
  Json object{{"hits", std::move(hits)},
              {"id", request.id},
              {"processingTimeMs", response.processing_time_ms},
              {"limit", response.limit},
              {"offset", response.offset},
              {"estimatedTotalHits", response.total_hits},
              {"totalHitsExact", response.total_exact}};
  if (response.degraded) {
    object["degraded"] = true;
  }
  return schema::dump_json(object);
}

}  // namespace telusur
