#include "backend/bulk_build.hpp"
#include "engine/engine_impl.hpp"
#include "schema/document_id.hpp"
#include "telusur/error.hpp"

namespace telusur {

CompactSummary Engine::compact(std::string_view uid) {
  schema::check_index_uid(uid);
  engine::IndexStore& store = *impl_->store;
  store.entry(uid);
  engine::Rebuild rebuild = store.begin_rebuild(uid);
  const auto writing = store.lock_for_writing(uid, rebuild.construction.directory());
  store.check_in_place(uid, rebuild.replaces);
  CompactSummary summary;
  std::string primary_key;
  {
    const auto old = store.open(uid);
    primary_key =
        old->snapshots.with_snapshot([](const backend::Snapshot& snapshot) { return snapshot.stored().primary_key; });
    summary.bytes_before = base::tree_bytes(old->directory);
    backend::merge_shards({old->directory}, rebuild.construction.result());
  }
  summary.bytes_after = base::tree_bytes(rebuild.construction.result());
  store.publish(uid, rebuild.construction, {primary_key, rebuild.replaces});
  return summary;
}

}  // namespace telusur
