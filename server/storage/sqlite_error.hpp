#pragma once

#include <filesystem>

#include "telusur/error.hpp"

struct sqlite3;

namespace telusur::server::storage {

/// What a result code of SQLite other than OK, ROW and DONE means, with the way out. `handle` may be nullptr.
Error sqlite_error(sqlite3* handle, const std::filesystem::path& file, int result);

}  // namespace telusur::server::storage
