#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace telusur::server::api {

/// Documents as a task keeps them: a JSON object a line.
struct DocumentLines {
  std::string lines;
  std::uint64_t count = 0;
};

// Each checks that its text is well-formed and O(text); none builds the documents in memory. What is in a document is
// for the task to find out. All throw RequestError malformed_payload, which names the place.

/// From one JSON object, or an array of objects.
DocumentLines lines_from_json(std::string_view text);

/// From JSON objects, one a line; empty lines say nothing.
DocumentLines lines_from_ndjson(std::string_view text);

/// From comma-separated values as RFC 4180 has them, in UTF-8. The first record names the attributes, each a text;
/// with `:number` or `:boolean` after its name a number or boolean, null where the field is empty.
/// @param delimiter one ASCII character in the place of the comma.
DocumentLines lines_from_csv(std::string_view text, char delimiter);

}  // namespace telusur::server::api
