#include "telusur/index.hpp"

#include "backend/database_check.hpp"
#include "backend/document_list.hpp"
#include "engine/index_impl.hpp"
#include "query/filter.hpp"
#include "schema/document.hpp"
#include "schema/settings.hpp"
#include "search/facet_search.hpp"
#include "search/presentation.hpp"
#include "search/refinement.hpp"
#include "search/run_search.hpp"
#include "search/similar.hpp"
#include "search/suggest.hpp"
#include "telusur/error.hpp"

namespace telusur {

engine::Batch& Index::Impl::open_batch() {
  if (batch == nullptr) {
    auto access = store->lock_index(uid);
    batch = std::unique_ptr<OpenBatch>(
        new OpenBatch{std::move(access.lock), engine::Batch(*store, access.directory, access.kept)});
  }
  return batch->changes;
}

const std::string& Index::uid() const noexcept { return impl_->uid; }

std::string Index::primary_key() const {
  return impl_->with_snapshot([](const backend::Snapshot& snapshot) { return snapshot.stored().primary_key; });
}

Settings Index::settings() const {
  return impl_->with_snapshot([](const backend::Snapshot& snapshot) { return snapshot.stored().settings; });
}

std::uint64_t Index::last_task() const {
  return impl_->with_snapshot([](const backend::Snapshot& snapshot) { return snapshot.stored().last_task; });
}

void Index::set_primary_key(std::string_view attribute, std::uint64_t task) {
  const std::lock_guard guard(impl_->mutex);
  if (impl_->batch != nullptr) {
    throw Error(ErrorCode::kBusy, "the primary key cannot change while a batch is open: commit or roll it back first",
                "primaryKey");
  }
  impl_->change_batch([&](engine::Batch& batch) { batch.set_primary_key(attribute); });
  impl_->commit(task);
}

void Index::update_settings(const Settings& settings, std::uint64_t task) {
  schema::check_settings(settings);
  const std::lock_guard guard(impl_->mutex);
  if (impl_->batch != nullptr) {
    throw Error(ErrorCode::kBusy, "settings cannot change while a batch is open: commit or roll it back first",
                "settings");
  }
  impl_->change_batch([&](engine::Batch& batch) { batch.set_settings(settings); });
  impl_->commit(task);
}

void Index::add(const Document& document) { add_json(document.json()); }

std::size_t Index::add_json(std::string_view json, const WriteOptions& options) {
  const std::vector<schema::Json> documents = schema::parse_documents(json);
  const std::lock_guard guard(impl_->mutex);
  if (documents.empty()) {
    return 0;
  }
  const bool begun = impl_->batch != nullptr;
  try {
    impl_->open_batch().put(documents, options);
  } catch (const Error& error) {
    // A refused document leaves a batch as it was; after any other failure what Xapian holds is unknown.
    if (!begun || (error.code() != ErrorCode::kInvalidArgument && error.code() != ErrorCode::kAlreadyExists)) {
      impl_->batch.reset();
    }
    throw;
  }
  return documents.size();
}

bool Index::remove(std::string_view id) {
  const std::lock_guard guard(impl_->mutex);
  return impl_->change_batch([&](engine::Batch& batch) { return batch.remove(id); });
}

std::uint64_t Index::remove_matching(std::string_view filter) {
  const std::lock_guard guard(impl_->mutex);
  if (impl_->batch != nullptr && impl_->batch->changes.changed()) {
    throw Error(ErrorCode::kBusy,
                "documents cannot be removed by a filter while the batch has other changes: commit or "
                "roll it back first");
  }
  return impl_->change_batch([&](engine::Batch& batch) { return batch.remove_matching(filter); });
}

void Index::Impl::commit(std::uint64_t task) {
  if (task != 0) {
    open_batch();
  }
  if (batch == nullptr) {
    return;
  }
  // Whatever happens the batch is over, and its lock is free.
  const auto ended = std::move(batch);
  ended->changes.commit(task);
}

void Index::commit(std::uint64_t task) {
  const std::lock_guard guard(impl_->mutex);
  impl_->commit(task);
}

void Index::rollback() {
  const std::lock_guard guard(impl_->mutex);
  impl_->batch.reset();
}

bool Index::is_being_rebuilt() const {
  return !catalog::construction_under_way(impl_->store->data_dir(), impl_->store->entry(impl_->uid).directory).empty();
}

SearchResponse Index::search(const SearchRequest& request) const {
  return impl_->with_resources([&](const backend::Snapshot& snapshot, const search::SearchResources& resources) {
    return search::run_search(snapshot, request, resources);
  });
}

FacetSearchResponse Index::search_facet(const FacetSearchRequest& request) const {
  return impl_->with_resources([&](const backend::Snapshot& snapshot, const search::SearchResources& resources) {
    return search::run_facet_search(snapshot, request, resources);
  });
}

SearchResponse Index::similar(const SimilarRequest& request) const {
  return impl_->with_resources([&](const backend::Snapshot& snapshot, const search::SearchResources& resources) {
    return search::run_similar(snapshot, request, resources);
  });
}

SuggestResponse Index::suggest(const SuggestRequest& request) const {
  return impl_->with_resources([&](const backend::Snapshot& snapshot, const search::SearchResources& resources) {
    return search::run_suggest(snapshot, request, resources);
  });
}

std::optional<std::string> Index::document(std::string_view id, bool all_attributes) const {
  return impl_->with_snapshot([&](const backend::Snapshot& snapshot) {
    auto stored = snapshot.document(id);
    if (stored.has_value() && !all_attributes) {
      stored = search::shown_part(*stored, snapshot.stored().settings.displayed_attributes);
    }
    return stored;
  });
}

DocumentPage Index::documents(const DocumentQuery& query) const {
  return impl_->with_snapshot([&](const backend::Snapshot& snapshot) {
    const Settings& settings = snapshot.stored().settings;
    SearchRequest order;
    order.sort = query.sort;
    backend::Listing wanted{.filter = query::parse_filter(query.filter, settings.filterable_attributes),
                            .ids = query.ids,
                            .sort = search::refinement_of(order, settings).sort,
                            .offset = query.offset,
                            .limit = query.limit,
                            .max_bytes = query.max_bytes};
    if (query.attributes) {
      wanted.shown = [&](const std::string& stored) { return search::shown_part(stored, *query.attributes); };
    }
    auto list = backend::list_documents(snapshot, wanted);
    return DocumentPage{std::move(list.documents), list.total};
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
