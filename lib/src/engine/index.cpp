#include "telusur/index.hpp"

#include <chrono>

#include "backend/database_check.hpp"
#include "base/time.hpp"
#include "engine/index_impl.hpp"
#include "index/document_terms.hpp"
#include "schema/document.hpp"
#include "schema/document_id.hpp"
#include "schema/settings.hpp"
#include "search/presentation.hpp"
#include "search/run_search.hpp"
#include "telusur/error.hpp"

namespace telusur {

Index::Impl::Batch& Index::Impl::open_batch() {
  if (batch == nullptr) {
    const auto entry = store->entry(uid);
    auto lock = store->lock_for_writing(uid, entry.directory);
    // A rebuild may have been published while this waited: write to what is published now.
    const auto directory = catalog::generation_directory(store->data_dir(), store->entry(uid));
    batch = std::make_unique<Batch>(std::move(lock), directory, *store);
  }
  return *batch;
}

void Index::Impl::put(const std::vector<schema::Json>& documents) {
  Batch& open = open_batch();
  backend::StoredIndex stored = open.writer.stored();
  if (stored.primary_key.empty()) {
    stored.primary_key = schema::infer_primary_key(documents.front());
  }
  // All or none: the ids are tried before the first document goes in.
  for (const auto& document : documents) {
    schema::document_id(document, stored.primary_key);
  }
  for (const auto& document : documents) {
    open.writer.put(index::index_document(document, stored.settings, stored.primary_key, *open.analyzer));
  }
  open.writer.set_stored(std::move(stored));
}

const std::string& Index::uid() const noexcept { return impl_->uid; }

std::string Index::primary_key() const {
  return impl_->store->open(impl_->uid)->snapshots.with_snapshot([](const backend::Snapshot& snapshot) {
    return snapshot.stored().primary_key;
  });
}

Settings Index::settings() const {
  return impl_->store->open(impl_->uid)->snapshots.with_snapshot([](const backend::Snapshot& snapshot) {
    return snapshot.stored().settings;
  });
}

void Index::update_settings(const Settings& settings) {
  schema::check_settings(settings);
  const std::lock_guard guard(impl_->mutex);
  if (impl_->batch != nullptr) {
    throw Error(ErrorCode::kBusy, "settings cannot change while a batch is open: commit or roll it back first",
                "settings");
  }
  auto& open = impl_->open_batch();
  try {
    backend::StoredIndex stored = open.writer.stored();
    std::string analysis = impl_->store->analysis_state();
    const bool reindex = stored.analysis != analysis || !schema::index_alike(stored.settings, settings);
    stored.settings = settings;
    stored.analysis = std::move(analysis);
    stored.updated_at = base::rfc3339(std::chrono::system_clock::now());
    if (reindex) {
      auto analyzer = impl_->store->analyzer(settings);
      open.writer.rewrite([&](std::string_view document) {
        return index::index_document(schema::parse_document(document), settings, stored.primary_key, *analyzer);
      });
    }
    open.writer.set_stored(std::move(stored));
    open.writer.commit();
  } catch (...) {
    impl_->batch.reset();
    throw;
  }
  impl_->batch.reset();
}

void Index::add(const Document& document) { add_json(document.json()); }

std::size_t Index::add_json(std::string_view json) {
  const std::vector<schema::Json> documents = schema::parse_documents(json);
  const std::lock_guard guard(impl_->mutex);
  if (documents.empty()) {
    return 0;
  }
  const bool begun = impl_->batch != nullptr;
  try {
    impl_->put(documents);
  } catch (const Error& error) {
    // A refused document leaves a batch as it was; after any other failure what Xapian holds is unknown.
    if (!begun || error.code() != ErrorCode::kInvalidArgument) {
      impl_->batch.reset();
    }
    throw;
  }
  return documents.size();
}

bool Index::remove(std::string_view id) {
  const std::lock_guard guard(impl_->mutex);
  try {
    return impl_->open_batch().writer.remove(id);
  } catch (...) {
    // What Xapian holds of the batch is unknown then.
    impl_->batch.reset();
    throw;
  }
}

void Index::commit() {
  const std::lock_guard guard(impl_->mutex);
  if (impl_->batch == nullptr) {
    return;
  }
  // Whatever happens the batch is over, and its lock is free.
  const auto batch = std::move(impl_->batch);
  backend::StoredIndex stored = batch->writer.stored();
  stored.updated_at = base::rfc3339(std::chrono::system_clock::now());
  batch->writer.set_stored(std::move(stored));
  batch->writer.commit();
}

void Index::rollback() {
  const std::lock_guard guard(impl_->mutex);
  impl_->batch.reset();
}

SearchResponse Index::search(const SearchRequest& request) const {
  const auto generation = impl_->store->open(impl_->uid);
  const auto translations = [&]() -> const analysis::Translations& { return impl_->store->translations(); };
  return generation->snapshots.with_snapshot([&](const backend::Snapshot& snapshot) {
    auto analyzer = impl_->store->analyzer(snapshot.stored().settings);
    return search::run_search(snapshot, request, {*analyzer, translations});
  });
}

std::optional<std::string> Index::document(std::string_view id, bool all_attributes) const {
  return impl_->store->open(impl_->uid)->snapshots.with_snapshot([&](const backend::Snapshot& snapshot) {
    auto stored = snapshot.document(id);
    if (stored.has_value() && !all_attributes) {
      stored = search::displayed_document(*stored, snapshot.stored().settings);
    }
    return stored;
  });
}

IndexStats Index::stats() const {
  const auto generation = impl_->store->open(impl_->uid);
  IndexStats stats =
      generation->snapshots.with_snapshot([](const backend::Snapshot& snapshot) { return snapshot.stats(); });
  stats.disk_bytes = base::tree_bytes(generation->directory);
  return stats;
}

std::vector<std::string> Index::check() const {
  const auto generation = impl_->store->open(impl_->uid);
  // A commit meanwhile would look like damage.
  base::FileDescriptor lock;
  if (!impl_->store->options().read_only) {
    lock = impl_->store->lock_for_writing(impl_->uid, generation->entry.directory);
  }
  auto findings = backend::check_database(generation->directory);
  // What cannot be read is a finding already.
  if (findings.empty()) {
    const auto stored =
        generation->snapshots.with_snapshot([](const backend::Snapshot& snapshot) { return snapshot.stored(); });
    if (stored.analysis != impl_->store->analysis_state()) {
      findings.emplace_back(
          "was built with other word lists than those in use, so that some words are not found: rebuild the index with "
          "telusur-indexer build");
    }
  }
  return findings;
}

}  // namespace telusur
