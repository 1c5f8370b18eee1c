#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "api/error.hpp"
#include "api/json.hpp"
#include "api/parameters.hpp"
#include "api/payload.hpp"
#include "api/time.hpp"
#include "routes/routes.hpp"

namespace telusur::server::routes {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t kMaxLimit = 1'000;

Json queries_json(const std::vector<observe::SearchLog::Query>& queries) {
  Json out = Json::array();
  for (const auto& [text, count, hits] : queries) {
    out.push_back({{"query", text}, {"count", count}, {"hits", hits}});
  }
  return out;
}

net::Response analytics(const observe::SearchLog& log, const net::Request& request, const std::string& uid,
                        api::Timestamp since) {
  const api::Parameters parameters(request.query, {"limit"});
  const std::uint64_t limit = parameters.number("limit", "invalid_analytics_limit").value_or(api::kDefaultListLimit);
  if (limit > kMaxLimit) {
    throw api::RequestError(400, "invalid_analytics_limit",
                            "The parameter 'limit' is " + std::to_string(limit) + " but must be 0 to 1000.");
  }
  const observe::SearchLog::Summary summary = log.summary(uid, limit);
  return api::json_response(api::dump_json(
      Json{{"since", api::rfc3339(since)},
           {"searches", summary.searches},
           {"searchesWithoutHits", summary.without_hits},
           {"topQueries", queries_json(summary.top)},
           {"topQueriesWithoutHits", queries_json(summary.top_without_hits)},
           {"latencyMs",
            {{"p50", summary.p50_ms}, {"p90", summary.p90_ms}, {"p99", summary.p99_ms}, {"max", summary.max_ms}}}}));
}

}  // namespace

void add_analytics_route(net::Router& router, const Engine& engine, const observe::SearchLog& log) {
  router.add("GET", "/indexes/{uid}/analytics",
             [&engine, &log, since = api::now()](const net::Request& request, const net::PathParameters& path) {
               engine.index(path[0]);  // what is no index ends here
               return analytics(log, request, path[0], since);
             });
}

}  // namespace telusur::server::routes
