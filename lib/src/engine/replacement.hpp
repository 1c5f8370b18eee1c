#pragma once

#include <string>

#include "catalog/catalog.hpp"
#include "engine/index_store.hpp"

namespace telusur::engine {

/// Has an index keep its changes from now on for the index that is to replace it, whose directory has this name.
/// @param access to the index that is replaced. @throws Error kAlreadyExists while a build of it is under way;
///        kNoSpace, kIo.
void keep_changes_for(const IndexStore& store, std::string_view uid, const WriteAccess& access,
                      const std::string& replacement);

/// Makes what was changed in index `uid` since then in its replacement, too. Call it with the write locks of both.
/// O(changes). @throws Error kAlreadyExists when the changes are not there, or the replacement cannot take them.
void carry_changes(IndexStore& store, const std::string& uid, const catalog::CatalogEntry& replacement);

}  // namespace telusur::engine
