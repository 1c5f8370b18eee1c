#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/error.hpp"
#include "api/parameters.hpp"
#include "api/payload.hpp"
#include "auth/access.hpp"
#include "routes/routes.hpp"
#include "routes/stats.hpp"

namespace telusur::server::routes {

namespace {

using Json = nlohmann::ordered_json;

Json index_json(const IndexInfo& info) {
  return {{"uid", info.uid},
          {"createdAt", info.created_at},
          {"updatedAt", info.updated_at},
          {"primaryKey", info.primary_key.empty() ? Json() : Json(info.primary_key)}};
}

net::Response list_indexes(const Engine& engine, const net::Request& request, const auth::Access& access) {
  const api::Parameters parameters(request.query, {"offset", "limit"});
  const std::uint64_t offset = parameters.number("offset", "invalid_index_offset").value_or(0);
  const std::uint64_t limit = parameters.number("limit", "invalid_index_limit").value_or(api::kDefaultListLimit);
  std::vector<IndexInfo> all = engine.indexes();
  std::erase_if(all, [&](const IndexInfo& info) { return !access.sees(info.uid); });
  Json results = Json::array();
  for (std::uint64_t i = offset; i < all.size() && results.size() < limit; ++i) {
    results.push_back(index_json(all[i]));
  }
  return api::json_response(
      Json{{"results", results}, {"offset", offset}, {"limit", limit}, {"total", all.size()}}.dump());
}

net::Response get_index(const Engine& engine, const std::string& uid) {
  engine.index(uid);  // what is unknown, or could not be an index, ends here
  for (const IndexInfo& info : engine.indexes()) {
    if (info.uid == uid) {
      return api::json_response(index_json(info).dump());
    }
  }
  throw api::RequestError(404, "index_not_found", "Index `" + uid + "` not found.");
}

}  // namespace

void add_index_routes(net::Router& router, const tasks::DataDirectory& data) {
  const Engine& engine = data.engine();
  router.add("GET", "/indexes",
             [&engine](const net::Request& request, const net::PathParameters&, const auth::Access& access) {
               return list_indexes(engine, request, access);
             });
  router.add("GET", "/indexes/{uid}",
             [&engine](const net::Request&, const net::PathParameters& path) { return get_index(engine, path[0]); });
  router.add("GET", "/indexes/{uid}/stats", [&data](const net::Request&, const net::PathParameters& path) {
    return api::json_response(index_stats_json(data, path[0]).dump());
  });
}

}  // namespace telusur::server::routes
