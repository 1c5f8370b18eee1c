#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "api/error.hpp"
#include "api/json.hpp"
#include "api/payload.hpp"
#include "auth/visible_index.hpp"
#include "routes/observed_search.hpp"
#include "routes/routes.hpp"
#include "telusur/error.hpp"

namespace telusur::server::routes {

namespace {

using nlohmann::ordered_json;

/// Does `run`; what it throws names the query.
template <typename Run>
void naming_query(std::size_t query, Run run) {
  const std::string where = "Inside `.queries[" + std::to_string(query) + "]`: ";
  try {
    run();
  } catch (const Error& error) {
    throw Error(error.code(), where + error.what(), error.subject());
  } catch (const api::RequestError& error) {
    throw api::RequestError(error.status(), error.code(), where + error.what());
  }
}

/// Hits that all queries together may ask for: each is in memory until the answer is whole.
constexpr std::uint64_t kMostHits = 20'000;
constexpr std::uint64_t kDefaultHits = 20;

/// @param hits what the queries up to here ask for; becomes what this one asks for, too.
ordered_json result_of(const Engine& engine, const auth::Access& access, ordered_json query,
                       const SearchObserver& observer, std::uint64_t& hits) {
  if (!query.is_object() || !query.contains("indexUid")) {
    throw api::RequestError(400, "missing_index_uid",
                            "Each query must be an object that names its index by 'indexUid'.");
  }
  if (!query["indexUid"].is_string()) {
    throw api::RequestError(400, "invalid_index_uid", "'indexUid' must be a text.");
  }
  if (query.contains("federationOptions")) {
    throw api::RequestError(400, "invalid_multi_search_federation_options",
                            "'federationOptions' says something in a federated search alone: leave it out, or add "
                            "'federation' beside 'queries'.");
  }
  const std::string uid = query["indexUid"];
  query.erase("indexUid");
  const SearchRequest request = search_request_from_json(api::dump_json(query));
  hits += request.hits_per_page.value_or(request.page ? kDefaultHits : request.limit);
  if (hits > kMostHits) {
    throw api::RequestError(400, "bad_request",
                            "The queries up to this one ask for " + std::to_string(hits) + " hits; at most " +
                                std::to_string(kMostHits) + " are given at once.");
  }
  const auth::VisibleIndex index(engine, uid, access);
  ordered_json result{{"indexUid", uid}};
  result.update(ordered_json::parse(to_json(observed_search(index, uid, request, observer), request)));
  return result;
}

net::Response federated_search(const Engine& engine, const std::string& body, const auth::Access& access,
                               const SearchObserver& observer) {
  const FederatedRequest request = federated_request_from_json(body);
  const auto begin = std::chrono::steady_clock::now();
  std::vector<SearchResponse> answers;
  for (std::size_t n = 0; n < request.queries.size(); ++n) {
    const std::string& uid = request.queries[n].index;
    naming_query(n, [&] {
      const auth::VisibleIndex index(engine, uid, access);
      answers.push_back(observed_search(index, uid, search_of(request, n), observer));
    });
  }
  FederatedResponse response = merge(request, std::move(answers));
  response.processing_time_ms = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count());
  return api::json_response(to_json(response, request));
}

net::Response multi_search(const Engine& engine, const net::Request& request, const auth::Access& access,
                           const SearchObserver& observer, std::size_t max_queries) {
  const ordered_json body = api::json_body(request);
  if (!body.is_object() || !body.contains("queries") || !body["queries"].is_array()) {
    throw api::RequestError(400, "bad_request", "The payload must be an object with an array 'queries'.");
  }
  for (const auto& [name, value] : body.items()) {
    if (name != "queries" && name != "federation") {
      throw api::RequestError(400, "bad_request",
                              "Unknown field '" + name + "': the payload takes 'queries' and 'federation'.");
    }
  }
  if (body["queries"].size() > max_queries) {
    throw api::RequestError(400, "bad_request",
                            "'queries' has " + std::to_string(body["queries"].size()) + " queries; at most " +
                                std::to_string(max_queries) + " are allowed.");
  }
  if (!body.value("federation", ordered_json()).is_null()) {
    return federated_search(engine, request.body, access, observer);
  }
  ordered_json results = ordered_json::array();
  std::uint64_t hits = 0;
  for (const auto& query : body["queries"]) {
    naming_query(results.size(), [&] { results.push_back(result_of(engine, access, query, observer, hits)); });
  }
  return api::json_response(ordered_json{{"results", std::move(results)}}.dump());
}

}  // namespace

void add_multi_search_routes(net::Router& router, const Engine& engine, const SearchObserver& observer,
                             std::size_t max_queries) {
  router.add("POST", "/multi-search",
             [&engine, observer, max_queries](const net::Request& request, const net::PathParameters&,
                                              const auth::Access& access) {
               return multi_search(engine, request, access, observer, max_queries);
             });
}

}  // namespace telusur::server::routes
