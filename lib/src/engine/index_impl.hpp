#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "backend/writer.hpp"
#include "engine/index_store.hpp"
#include "schema/json.hpp"
#include "search/run_search.hpp"
#include "telusur/index.hpp"

namespace telusur {

/// One index of a process. Thread-safe.
struct Index::Impl {
  /// A batch of changes: the lock of the index, its open writer, and what analyses the documents.
  struct Batch {
    Batch(base::FileDescriptor index_lock, const std::filesystem::path& directory, const engine::IndexStore& store)
        : lock(std::move(index_lock)),
          writer(directory, store.options().lock_wait),
          analyzer(store.analyzer(writer.stored().settings)) {}

    base::FileDescriptor lock;
    backend::Writer writer;
    base::Pool<analysis::WordAnalyzer>::Lease analyzer;
    bool changed = false;  ///< documents were put or removed
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
      return run(snapshot, search::SearchResources{*analyzer, translations});
    });
  }

  /// The open batch, begun when there is none. Call with `mutex` held.
  Batch& open_batch();

  /// Takes documents into the batch: all, or none where one has a bad id. Call with `mutex` held.
  void put(const std::vector<schema::Json>& documents, const WriteOptions& options);

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
  std::unique_ptr<Batch> batch;  // guarded by mutex
};

}  // namespace telusur
