#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "telusur/index.hpp"
#include "telusur/settings.hpp"

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace telusur::backend {

/// What an index knows about itself, kept in the metadata of its database and so committed with the documents.
struct StoredIndex {
  Settings settings;
  std::string primary_key;      ///< "" until decided
  std::string updated_at;       ///< RFC 3339
  std::string analysis = {};    ///< state of the rules and word lists that made its terms; only equality counts
  std::uint64_t last_task = 0;  ///< uid of the last task whose changes it holds; 0 = none
};

/// @throws Error kWrongFormat when the database has another layout; Xapian's errors pass.
StoredIndex read_stored_index(const Xapian::Database& database);

/// Writes all of it, and the format version.
void write_stored_index(Xapian::WritableDatabase& database, const StoredIndex& stored);

/// The stored JSON of the document with this id, or nothing. Xapian's errors pass.
std::optional<std::string> stored_document(const Xapian::Database& database, std::string_view id);

/// Whether a document has an attribute of this name at its top level. Xapian's errors pass.
bool has_attribute(const Xapian::Database& database, const std::string& name);

/// The names of all attributes at the top level of documents. O(names). Xapian's errors pass.
std::vector<std::string> attribute_names(const Xapian::Database& database);

/// Counts of a database; `disk_bytes` stays 0. O(distinct terms).
IndexStats read_stats(const Xapian::Database& database);

}  // namespace telusur::backend
