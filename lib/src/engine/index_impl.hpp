#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "engine/batch.hpp"
#include "engine/index_store.hpp"
#include "search/run_search.hpp"
#include "telusur/index.hpp"

namespace telusur {

/// One index of a process. Thread-safe.
struct Index::Impl {
  /// The right to write to the index, and what was written.
  struct OpenBatch {
    base::FileDescriptor lock;
    engine::Batch changes;
  };

  Impl(std::shared_ptr<engine::IndexStore> index_store, std::string index_uid)
      : store(std::move(index_store)), uid(std::move(index_uid)) {}

  /// Calls `run(snapshot, resources)`, anew when the snapshot has expired meanwhile.
  template <typename Run>
  auto with_resources(Run run) const {
    const auto generation = store->open(uid);
    return generation->snapshots.with_snapshot([&](const backend::Snapshot& snapshot) {
      auto analyzer = store->analyzer(snapshot.stored().settings);
      const auto translations = [this]() -> const analysis::Translations& { return store->translations(); };
      return run(snapshot, search::SearchResources{*analyzer, translations, store->options().search});
    });
  }

  /// The open batch, begun when there is none. Call with `mutex` held.
  engine::Batch& open_batch();

  /// Runs `change(batch)` on the open batch, or on a new one, and forgets the batch when it throws: what Xapian holds
  /// of it is unknown then. Call with `mutex` held.
  template <typename Change>
  auto change_batch(Change change) {
    try {
      return change(open_batch());
    } catch (...) {
      batch.reset();
      throw;
    }
  }

  /// Ends the batch as Index::commit says. Call with `mutex` held.
  void commit(std::uint64_t task);

  /// The index as it is published.
  template <typename Body>
  auto with_snapshot(Body body) const {
    return store->open(uid)->snapshots.with_snapshot(body);
  }

  const std::shared_ptr<engine::IndexStore> store;
  const std::string uid;
  std::mutex mutex;
  std::unique_ptr<OpenBatch> batch;  // guarded by mutex
};

}  // namespace telusur
