#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/payload.hpp"
#include "auth/access.hpp"
#include "routes/routes.hpp"
#include "routes/stats.hpp"
#include "telusur/error.hpp"
#include "telusur/version.hpp"

namespace telusur::server::routes {

namespace {

using Json = nlohmann::ordered_json;

net::Response stats(const Engine& engine, const auth::Access& access) {
  std::uint64_t disk_bytes = 0;
  std::string last_update;
  Json indexes = Json::object();
  for (const IndexInfo& info : engine.indexes()) {
    if (!access.sees(info.uid)) {
      continue;
    }
    try {
      const IndexStats index = engine.index(info.uid).stats();
      disk_bytes += index.disk_bytes;
      // RFC 3339 times in UTC sort as text.
      last_update = std::max(last_update, info.updated_at);
      indexes[info.uid] = index_stats_json(index);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kNotFound) {
        throw;
      }
      // Deleted since the list was read.
    }
  }
  return api::json_response(Json{
      {"databaseSize", disk_bytes},
      {"usedDatabaseSize", disk_bytes},
      {"lastUpdate", last_update.empty() ? Json() : Json(last_update)},
      {"indexes", indexes}}.dump());
}

}  // namespace

Json index_stats_json(const IndexStats& stats) {
  return {{"numberOfDocuments", stats.documents},
          {"rawDocumentDbSize", stats.disk_bytes},
          {"avgDocumentSize", stats.documents == 0 ? 0 : stats.disk_bytes / stats.documents},
          {"indexSize", stats.disk_bytes},
          {"usedIndexSize", stats.disk_bytes},
          {"isIndexing", false},
          {"numberOfEmbeddings", 0},
          {"numberOfEmbeddedDocuments", 0},
          {"fieldDistribution", stats.attributes},
          {"languageDistribution", stats.languages}};
}

void add_system_routes(net::Router& router, const Engine& engine) {
  router.add("GET", "/health", [](const net::Request&, const net::PathParameters&) {
    return api::json_response(R"({"status":"available"})");
  });
  router.add("GET", "/version", [](const net::Request&, const net::PathParameters&, const auth::Access&) {
    return api::json_response(
        Json{{"commitSha", build_revision()}, {"commitDate", build_date()}, {"pkgVersion", version()}}.dump());
  });
  router.add("GET", "/stats", [&engine](const net::Request&, const net::PathParameters&, const auth::Access& access) {
    return stats(engine, access);
  });
}

}  // namespace telusur::server::routes
