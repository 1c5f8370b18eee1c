#include "auth/sql_key_table.hpp"

#include <nlohmann/json.hpp>
#include <string>

namespace telusur::server::auth {

namespace {

using Json = nlohmann::ordered_json;

// Changed by adding steps alone: databases of users have run the earlier ones.
constexpr std::string_view kSteps[] = {
    "CREATE TABLE api_keys ("
    " uid TEXT PRIMARY KEY NOT NULL,"
    " name TEXT,"
    " description TEXT,"
    " actions TEXT NOT NULL,"  // JSON arrays
    " indexes TEXT NOT NULL,"
    " expires_at INTEGER,"  // microseconds since 1970
    " created_at INTEGER NOT NULL,"
    " updated_at INTEGER NOT NULL) WITHOUT ROWID"};

}  // namespace

SqlKeyTable::SqlKeyTable(const std::filesystem::path& file) : database_(file) { database_.migrate("api_keys", kSteps); }

std::vector<ApiKey> SqlKeyTable::load() {
  std::vector<ApiKey> keys;
  storage::Statement rows = database_.prepare(
      "SELECT uid, name, description, actions, indexes, expires_at, created_at, updated_at FROM api_keys");
  while (rows.step()) {
    ApiKey key{.uid = rows.text(0), .name = rows.optional_text(1), .description = rows.optional_text(2)};
    key.actions = Json::parse(rows.text(3)).get<std::vector<std::string>>();
    key.indexes = Json::parse(rows.text(4)).get<std::vector<std::string>>();
    key.expires_at = rows.is_null(5) ? std::nullopt : std::optional(rows.integer(5));
    key.created_at = rows.integer(6);
    key.updated_at = rows.integer(7);
    keys.push_back(std::move(key));
  }
  return keys;
}

void SqlKeyTable::put(const ApiKey& key) {
  database_
      .prepare(
          "INSERT OR REPLACE INTO api_keys (uid, name, description, actions, indexes, expires_at, created_at, "
          "updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .run(key.uid, key.name, key.description, Json(key.actions).dump(), Json(key.indexes).dump(), key.expires_at,
           key.created_at, key.updated_at);
}

void SqlKeyTable::remove(std::string_view uid) { database_.prepare("DELETE FROM api_keys WHERE uid = ?").run(uid); }

}  // namespace telusur::server::auth
