#include "engine/replacement.hpp"

#include "backend/change_log.hpp"
#include "catalog/generation.hpp"
#include "engine/batch.hpp"
#include "engine/catch_up.hpp"
#include "telusur/error.hpp"

namespace telusur::engine {

void keep_changes_for(const IndexStore& store, std::string_view uid, const WriteAccess& access,
                      const std::string& replacement) {
  if (access.kept.from_here && !access.kept.rebuild.empty()) {
    throw Error(ErrorCode::kAlreadyExists,
                "a build of index '" + std::string(uid) + "' is under way: try again when it is done", "index");
  }
  // Noted in the index itself: whether its log is whole can be seen there, whatever happens to it meanwhile.
  Batch(store, access.directory, {replacement, true}).commit(0);
}

void carry_changes(IndexStore& store, const std::string& uid, const catalog::CatalogEntry& replacement) {
  const std::string kept_for = store.open(uid)->snapshots.with_snapshot(
      [](const backend::Snapshot& snapshot) { return backend::read_change_log(snapshot.database()).rebuild; });
  if (kept_for != replacement.directory) {
    throw Error(ErrorCode::kAlreadyExists,
                "index '" + uid + "' was built by somebody else meanwhile, and was not replaced: build again", "index");
  }
  try {
    CatchUp(store, uid, replacement.directory, catalog::generation_directory(store.data_dir(), replacement)).finish();
  } catch (const Error& error) {
    // Nobody else writes: what is told as "busy" is a change that the replacement never takes.
    throw error.code() == ErrorCode::kBusy ? Error(ErrorCode::kAlreadyExists, error.what(), error.subject()) : error;
  }
}

}  // namespace telusur::engine
