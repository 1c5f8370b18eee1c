#pragma once

#include <filesystem>

#include "auth/key_table.hpp"
#include "storage/database.hpp"

namespace telusur::server::auth {

/// API keys in the server's database. Nothing that a key could be guessed or checked by is in it: keys follow from
/// their uids by the master key, which is stored nowhere.
class SqlKeyTable final : public KeyTable {
 public:
  /// Opens the database, made where it is missing. @throws Error, as every member may.
  explicit SqlKeyTable(const std::filesystem::path& file);

  std::vector<ApiKey> load() override;
  void put(const ApiKey& key) override;
  void remove(std::string_view uid) override;

 private:
  storage::Database database_;
};

}  // namespace telusur::server::auth
