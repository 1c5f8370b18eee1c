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

net::Response stats(const tasks::DataDirectory& data, const auth::Access& access) {
  std::uint64_t disk_bytes = 0;
  std::string last_update;
  Json indexes = Json::object();
  for (const IndexInfo& info : data.engine().indexes()) {
    if (!access.sees(info.uid)) {
      continue;
    }
    try {
      Json index = index_stats_json(data, info.uid);
      disk_bytes += index["indexSize"].get<std::uint64_t>();
      // RFC 3339 times in UTC sort as text.
      last_update = std::max(last_update, info.updated_at);
      indexes[info.uid] = std::move(index);
    } catch (const Error& error) {
      // Deleted since the list was read, or damaged: the other indexes are shown, and whoever asks for it is told.
      if (error.code() != ErrorCode::kNotFound && error.code() != ErrorCode::kCorrupt &&
          error.code() != ErrorCode::kWrongFormat) {
        throw;
      }
    }
  }
  return api::json_response(Json{
      {"databaseSize", disk_bytes},
      {"usedDatabaseSize", disk_bytes},
      {"lastUpdate", last_update.empty() ? Json() : Json(last_update)},
      {"indexes", indexes}}.dump());
}

}  // namespace

Json index_stats_json(const tasks::DataDirectory& data, const std::string& uid) {
  const IndexStats stats = data.engine().index(uid).stats();
  const tasks::Queue* queue = data.queue_or_null();
  return {{"numberOfDocuments", stats.documents},
          {"rawDocumentDbSize", stats.disk_bytes},
          {"avgDocumentSize", stats.documents == 0 ? 0 : stats.disk_bytes / stats.documents},
          {"indexSize", stats.disk_bytes},
          {"usedIndexSize", stats.disk_bytes},
          {"isIndexing", queue != nullptr && queue->is_applying(uid)},
          {"numberOfEmbeddings", 0},
          {"numberOfEmbeddedDocuments", 0},
          {"fieldDistribution", stats.attributes},
          {"languageDistribution", stats.languages}};
}

void add_system_routes(net::Router& router, const tasks::DataDirectory& data) {
  router.add("GET", "/health", [](const net::Request&, const net::PathParameters&) {
    return api::json_response(R"({"status":"available"})");
  });
  router.add("GET", "/version", [](const net::Request&, const net::PathParameters&, const auth::Access&) {
    return api::json_response(
        Json{{"commitSha", build_revision()}, {"commitDate", build_date()}, {"pkgVersion", version()}}.dump());
  });
  router.add("GET", "/stats", [&data](const net::Request&, const net::PathParameters&, const auth::Access& access) {
    return stats(data, access);
  });
}

}  // namespace telusur::server::routes
