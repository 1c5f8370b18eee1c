#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "backend/snapshot_pool.hpp"
#include "backend/term_statistics.hpp"
#include "query/ast.hpp"

namespace telusur::backend {

/// The terms of the documents' words that share a form with `word`, and are there at all.
std::vector<std::string> class_terms(const query::QueryWord& word, const TermStatistics& statistics);

/// The terms of titles' words that share a form with `word`, whether they are there or not.
std::set<std::string> title_class_terms(const query::QueryWord& word);

/// Documents with the form of `word` that is in most of them; 0 when the index has none. @throws SnapshotExpired,
/// Error.
std::uint32_t class_documents(const query::QueryWord& word, const Snapshot& snapshot);

/// Whether a document has the word, in any form, in an attribute within `scope`. @throws SnapshotExpired, Error.
bool is_within(const query::QueryWord& word, const query::AttributeScope& scope, const Snapshot& snapshot);

/// Whether a document has these words side by side, as they are. @throws SnapshotExpired, Error.
bool has_phrase(const std::vector<query::QueryWord>& words, const Snapshot& snapshot);

}  // namespace telusur::backend
