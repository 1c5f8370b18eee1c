#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/snapshot_pool.hpp"
#include "backend/sort_key.hpp"
#include "query/filter.hpp"

namespace telusur::backend {

/// Stored documents of a snapshot, and how many there are without offset and limit.
struct DocumentList {
  std::vector<std::string> documents;  ///< as compact JSON
  std::uint64_t total = 0;
};

/// Ids that a list may be asked for.
inline constexpr std::size_t kMaxListedIds = 10'000;

/// What of a snapshot is listed.
struct Listing {
  std::optional<query::Filter> filter = {};
  std::optional<std::vector<std::string>> ids = {};    ///< those alone, each once, as far as they are there
  std::vector<SortCriterion> sort = {};                ///< none: in the order of adding
  std::function<std::string(std::string)> shown = {};  ///< what is listed of a stored document; unset: all of it
  std::uint64_t offset = 0;
  std::uint64_t limit = 20;
  std::uint64_t max_bytes = UINT64_MAX;  ///< of its documents together, where there are several
};

/// Lists documents. O(ids) with ids, else O(documents of the index) with a filter or an order, else O(offset + limit).
/// @throws SnapshotExpired, Error: kInvalidArgument (subject "limit") for documents of too many bytes, (subject "ids")
/// for more than kMaxListedIds.
DocumentList list_documents(const Snapshot& snapshot, const Listing& wanted);

/// Calls `visit` with the stored JSON of every document that passes a filter, one after another.
/// O(documents of the index). @throws SnapshotExpired, Error, what `visit` throws.
void visit_matching(const Snapshot& snapshot, const query::Filter& filter,
                    const std::function<void(std::string_view)>& visit);

/// Calls `visit` with the stored JSON of every document, in the order in which they were added. O(documents).
/// @throws SnapshotExpired, Error, what `visit` throws.
void visit_documents(const Snapshot& snapshot, const std::function<void(std::string_view)>& visit);

}  // namespace telusur::backend
