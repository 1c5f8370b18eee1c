#include "engine/catalog_format.hpp"

#include "schema/json.hpp"
#include "telusur/error.hpp"

namespace telusur::engine {

namespace {

using catalog::CatalogState;

constexpr int kCatalogVersion = 1;

std::string write_catalog(const CatalogState& state) {
  schema::Json indexes = schema::Json::object();
  for (const auto& [uid, entry] : state.indexes) {
    indexes[uid] = {{"directory", entry.directory},
                    {"generation", entry.generation},
                    {"primaryKey", entry.primary_key},
                    {"createdAt", entry.created_at},
                    {"updatedAt", entry.updated_at}};
    if (!entry.replaces.empty()) {
      indexes[uid]["replaces"] = entry.replaces;
    }
  }
  schema::Json root;
  root["version"] = kCatalogVersion;
  root["lastTask"] = state.last_task;
  root["indexes"] = std::move(indexes);
  return root.dump(2) + "\n";
}

CatalogState parse_catalog(std::string_view text, const std::filesystem::path& path) {
  try {
    const schema::Json root = schema::parse_json(text, "catalog");
    if (root.at("version") != kCatalogVersion) {
      throw Error(ErrorCode::kWrongFormat, path.string() + " has version " + root.at("version").dump() +
                                               ", this program reads version 1: use the program that wrote it");
    }
    CatalogState state;
    state.last_task = root.at("lastTask").get<std::uint64_t>();
    for (const auto& [uid, entry] : root.at("indexes").items()) {
      state.indexes[uid] = {entry.at("directory"),  entry.at("generation").get<std::uint64_t>(),
                            entry.at("primaryKey"), entry.at("createdAt"),
                            entry.at("updatedAt"),  entry.value("replaces", "")};
    }
    return state;
  } catch (const nlohmann::json::exception&) {
    throw Error(ErrorCode::kCorrupt,
                path.string() + " lacks a field or has one of a wrong type: restore it from a backup");
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kWrongFormat) {
      throw;
    }
    throw Error(ErrorCode::kCorrupt, path.string() + " is damaged (" + error.what() + "): restore it from a backup");
  }
}

}  // namespace

catalog::CatalogFormat catalog_format() { return {&write_catalog, &parse_catalog}; }

}  // namespace telusur::engine
