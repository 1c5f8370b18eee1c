#include "telusur/index.hpp"

#include <chrono>

#include "backend/database_check.hpp"
#include "backend/document_list.hpp"
#include "base/time.hpp"
#include "engine/index_impl.hpp"
#include "index/document_terms.hpp"
#include "query/filter.hpp"
#include "schema/document.hpp"
#include "schema/document_id.hpp"
#include "schema/settings.hpp"
#include "search/facet_search.hpp"
#include "search/presentation.hpp"
#include "search/refinement.hpp"
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

namespace {

/// Decides the primary key. @throws Error kAlreadyExists when documents have another one.
void choose_primary_key(std::string& key, std::string_view wanted, const backend::Writer& writer) {
  if (wanted.empty() || wanted == key) {
    return;
  }
  if (!key.empty() && writer.documents() > 0) {
    throw Error(ErrorCode::kAlreadyExists,
                "the primary key is '" + key + "' and cannot become '" + std::string(wanted) +
                    "' while the index has documents",
                "primaryKey");
  }
  key = wanted;
}

/// The document as it is after `changes`.
schema::Json merged(const backend::Writer& writer, const std::string& id, const schema::Json& changes) {
  const std::optional<std::string> stored = writer.document(id);
  if (!stored) {
    return changes;
  }
  schema::Json document = schema::parse_document(*stored);
  for (const auto& [name, value] : changes.items()) {
    document[name] = value;
  }
  return document;
}

}  // namespace

void Index::Impl::put(const std::vector<schema::Json>& documents, const WriteOptions& options) {
  Batch& open = open_batch();
  backend::StoredIndex stored = open.writer.stored();
  choose_primary_key(stored.primary_key, options.primary_key, open.writer);
  if (stored.primary_key.empty()) {
    stored.primary_key = schema::infer_primary_key(documents.front());
  }
  // All or none: the ids are tried before the first document goes in.
  std::vector<std::string> ids;
  ids.reserve(documents.size());
  for (const auto& document : documents) {
    ids.push_back(schema::document_id(document, stored.primary_key));
  }
  open.changed = true;
  for (std::size_t n = 0; n < documents.size(); ++n) {
    const schema::Json whole = options.merge ? merged(open.writer, ids[n], documents[n]) : schema::Json();
    open.writer.put(index::index_document(options.merge ? whole : documents[n], stored.settings, stored.primary_key,
                                          *open.analyzer));
  }
  open.writer.set_stored(std::move(stored));
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
  try {
    auto& open = impl_->open_batch();
    backend::StoredIndex stored = open.writer.stored();
    choose_primary_key(stored.primary_key, attribute, open.writer);
    open.writer.set_stored(std::move(stored));
  } catch (...) {
    impl_->batch.reset();
    throw;
  }
  impl_->commit(task);
}

void Index::update_settings(const Settings& settings, std::uint64_t task) {
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
    stored.last_task = task == 0 ? stored.last_task : task;
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

std::size_t Index::add_json(std::string_view json, const WriteOptions& options) {
  const std::vector<schema::Json> documents = schema::parse_documents(json);
  const std::lock_guard guard(impl_->mutex);
  if (documents.empty()) {
    return 0;
  }
  const bool begun = impl_->batch != nullptr;
  try {
    impl_->put(documents, options);
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
  try {
    auto& open = impl_->open_batch();
    open.changed = true;
    return open.writer.remove(id);
  } catch (...) {
    // What Xapian holds of the batch is unknown then.
    impl_->batch.reset();
    throw;
  }
}

std::uint64_t Index::remove_matching(std::string_view filter) {
  const std::lock_guard guard(impl_->mutex);
  if (impl_->batch != nullptr && impl_->batch->changed) {
    throw Error(ErrorCode::kBusy,
                "documents cannot be removed by a filter while the batch has other changes: commit or "
                "roll it back first");
  }
  try {
    auto& open = impl_->open_batch();
    // Nobody else writes now: what is published is what the batch sees.
    const auto list = impl_->with_snapshot([&](const backend::Snapshot& snapshot) {
      const auto read = query::parse_filter(filter, snapshot.stored().settings.filterable_attributes);
      return backend::list_documents(snapshot, read, {}, 0, UINT64_MAX);
    });
    open.changed = open.changed || !list.documents.empty();
    for (const std::string& document : list.documents) {
      open.writer.remove(schema::document_id(schema::parse_document(document), open.writer.stored().primary_key));
    }
    return list.documents.size();
  } catch (...) {
    impl_->batch.reset();
    throw;
  }
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
  backend::StoredIndex stored = ended->writer.stored();
  stored.updated_at = base::rfc3339(std::chrono::system_clock::now());
  stored.last_task = task == 0 ? stored.last_task : task;
  ended->writer.set_stored(std::move(stored));
  ended->writer.commit();
}

void Index::commit(std::uint64_t task) {
  const std::lock_guard guard(impl_->mutex);
  impl_->commit(task);
}

void Index::rollback() {
  const std::lock_guard guard(impl_->mutex);
  impl_->batch.reset();
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

std::optional<std::string> Index::document(std::string_view id, bool all_attributes) const {
  return impl_->with_snapshot([&](const backend::Snapshot& snapshot) {
    auto stored = snapshot.document(id);
    if (stored.has_value() && !all_attributes) {
      stored = search::displayed_document(*stored, snapshot.stored().settings);
    }
    return stored;
  });
}

DocumentPage Index::documents(const DocumentQuery& query) const {
  return impl_->with_snapshot([&](const backend::Snapshot& snapshot) {
    SearchRequest request;
    request.filter = query.filter;
    request.sort = query.sort;
    const auto refinement = search::refinement_of(request, snapshot.stored().settings);
    auto list = backend::list_documents(snapshot, refinement.filter, refinement.sort, query.offset, query.limit);
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
