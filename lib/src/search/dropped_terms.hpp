#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backend/snapshot_pool.hpp"
#include "query/ast.hpp"

namespace telusur::search {

/// The words of a query, as they are typed in `text`, that the index has in no form, nor anything that stands for them:
/// they changed nothing. Quoted and excluded words are none of them. @throws backend::SnapshotExpired, Error.
std::vector<std::string> dropped_terms(const query::Query& query, std::string_view text,
                                       const backend::Snapshot& snapshot);

}  // namespace telusur::search
