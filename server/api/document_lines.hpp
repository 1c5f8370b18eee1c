#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "api/json.hpp"
#include "storage/spool.hpp"

namespace telusur::server::api {

/// What of a payload is in memory at a time.
struct DocumentLimits {
  std::filesystem::path directory;  ///< for what is too much for memory; see storage::Spool
  std::size_t memory_bytes = std::size_t{256} << 10;
  std::size_t document_bytes = std::size_t{16} << 20;  ///< a document of more is refused
  int depth = kMaxJsonDepth;                           ///< of a document, which counts as one level; more is refused
  std::uint64_t total_bytes = std::uint64_t{2} << 30;  ///< of all lines; CSV with long names takes far less than these
};

/// Documents as a task keeps them: a JSON object a line.
struct DocumentLines {
  storage::Spool lines;
  std::uint64_t count = 0;
};

// Each checks that its payload is well-formed, in O(payload), and holds one document at a time. What is in a document
// is for the task to find out. All throw RequestError malformed_payload, which names the place; payload_too_large (413)
// for one document or all lines; and Error as storage::Spool.

/// From one JSON object, or an array of objects.
DocumentLines lines_from_json(const storage::Spool& payload, const DocumentLimits& limits);

/// From JSON objects, one a line; empty lines say nothing.
DocumentLines lines_from_ndjson(const storage::Spool& payload, const DocumentLimits& limits);

/// From comma-separated values as RFC 4180 has them, in UTF-8. The first record names the attributes, each a text;
/// with `:number` or `:boolean` after its name a number or boolean, null where the field is empty.
/// @param delimiter one ASCII character in the place of the comma.
DocumentLines lines_from_csv(const storage::Spool& payload, char delimiter, const DocumentLimits& limits);

}  // namespace telusur::server::api
