#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "backend/snapshot_pool.hpp"
#include "query/ast.hpp"
#include "telusur/search.hpp"
#include "telusur/settings.hpp"

namespace telusur::search {

/// Names of attributes that a request may give.
inline constexpr std::size_t kMaxSearchedOn = 100;

/// Whether an index searches an attribute of this name, or parts of it. O(settings).
/// @param by_settings as the settings name it: what is there under "*" would tell of documents that may not be seen
bool is_searched(std::string_view name, const backend::Snapshot& snapshot, bool by_settings);

/// The searched attributes that `names` cover: "author" its part "author.name". Without names, or with "*", all of
/// them.
/// @throws Error kInvalidArgument (subject "attributesToSearchOn") for a name that the settings do not search, and for
///         too many.
query::AttributeScope scope_of(const std::vector<std::string>& names, const Settings& settings);

/// Where words are corrected: everywhere but in TypoTolerance::disable_on_attributes. O(attributes of the index).
query::AttributeScope corrected_scope(const backend::Snapshot& snapshot);

/// Gives each clause without a scope of its own that of the request, and each scope the names of the index.
/// @throws as `scope_of`.
void set_scopes(query::Query& query, const SearchRequest& request, const backend::Snapshot& snapshot);

}  // namespace telusur::search
