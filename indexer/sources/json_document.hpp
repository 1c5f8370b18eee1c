#pragma once

#include <cstddef>
#include <string>

#include "sources/source.hpp"

namespace telusur::indexer {

/// The document that a JSON object is, identified by its `url`, or why it is none.
Item json_document(const Place& place, const std::string& json);

/// The rejection of a document of more than `max_bytes`, the limit of --max-document.
Item too_long_document(const Place& place, std::size_t max_bytes);

}  // namespace telusur::indexer
