#include "telusur/builder.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "backend/bulk_build.hpp"
#include "backend/manifest.hpp"
#include "base/free_memory.hpp"
#include "base/time.hpp"
#include "engine/builder_impl.hpp"
#include "index/document_terms.hpp"
#include "schema/document.hpp"
#include "schema/document_id.hpp"
#include "schema/document_place.hpp"
#include "telusur/error.hpp"

namespace telusur {

namespace {

constexpr unsigned kMaxThreads = 8;
/// What a large document leaves in the memory of a thread is given back at once.
constexpr std::size_t kLargeDocument = std::size_t{1} << 20;
/// Documents that wait for each worker: enough to keep all busy, few enough to hold in memory.
constexpr std::size_t kQueueLength = 32;

unsigned worker_count(unsigned wanted) {
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  return std::clamp(wanted == 0 ? cores : wanted, 1U, kMaxThreads);
}

/// The last task of what is published; nothing when that is damaged: then nobody can write to it, and a rebuild mends
/// it.
std::optional<std::uint64_t> published_task(engine::IndexStore& store, const std::string& uid) {
  try {
    return store.open(uid)->snapshots.with_snapshot(
        [](const backend::Snapshot& snapshot) { return snapshot.stored().last_task; });
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kCorrupt && error.code() != ErrorCode::kWrongFormat) {
      throw;
    }
    return std::nullopt;
  }
}

}  // namespace

IndexBuilder::Impl::Impl(std::shared_ptr<engine::IndexStore> index_store, std::string index_uid,
                         const BuildOptions& options)
    : store_(std::move(index_store)),
      uid_(std::move(index_uid)),
      options_(options),
      memory_(engine::share_out(options.memory_bytes, worker_count(options.threads))),
      rebuild_(store_->begin_rebuild(uid_)),
      document_memory_(memory_.queue_bytes) {
  if (const auto task = rebuild_.replaces ? published_task(*store_, uid_) : std::nullopt) {
    last_task_ = *task;
    catch_up_.emplace(*store_, uid_, rebuild_.construction.name(), rebuild_.construction.result());
  }
  for (unsigned i = 0; i < memory_.threads; ++i) {
    queues_.push_back(std::make_unique<base::BoundedQueue<WaitingDocument>>(kQueueLength));
  }
  databases_.resize(memory_.threads);
  for (unsigned i = 0; i < memory_.threads; ++i) {
    workers_.emplace_back([this, i] { work(i); });
  }
}

IndexBuilder::Impl::~Impl() { stop_workers(); }

void IndexBuilder::Impl::work(std::size_t thread) {
  try {
    backend::BuildShard shard(rebuild_.construction.scratch("shard-" + std::to_string(thread)));
    auto analyzer = store_->analyzer(options_.settings);
    while (auto document = queues_[thread]->pop()) {
      const bool large = index(document->value, shard, *analyzer);
      document.reset();
      if (large) {
        base::return_free_memory();
      }
    }
    databases_[thread] =
        shard.finish({options_.settings, options_.primary_key, base::rfc3339(std::chrono::system_clock::now()),
                      store_->analysis_state(), last_task_});
  } catch (...) {
    const std::lock_guard guard(mutex_);
    failure_ = failure_ == nullptr ? std::current_exception() : failure_;
    close_queues();
  }
}

bool IndexBuilder::Impl::index(const schema::Json& document, backend::BuildShard& shard,
                               analysis::WordAnalyzer& analyzer) {
  if (const auto plain = index::index_plain_document(document, options_.settings, options_.primary_key, analyzer,
                                                     engine::kPlainDistinctWords)) {
    shard.add(*plain);
    return plain->stored.size() > kLargeDocument;
  }
  const std::lock_guard turn(wordy_);
  shard.add(index::index_document(document, options_.settings, options_.primary_key, analyzer));
  shard.flush();
  base::return_free_memory();  // before another one begins
  return true;
}

void IndexBuilder::Impl::close_queues() {
  document_memory_.close();
  for (const auto& queue : queues_) {
    queue->close();
  }
}

void IndexBuilder::Impl::stop_workers() {
  close_queues();
  workers_.clear();
}

void IndexBuilder::Impl::rethrow_failure() {
  const std::lock_guard guard(mutex_);
  if (failure_ != nullptr) {
    std::rethrow_exception(failure_);
  }
}

std::size_t IndexBuilder::Impl::add_id(const schema::Json& document) {
  schema::refuse_vectors(document);
  const std::string id = schema::document_id(document, options_.primary_key);
  schema::document_place(document, id, options_.settings);
  const std::lock_guard guard(mutex_);
  if (!ids_.insert(id)) {
    throw Error(ErrorCode::kAlreadyExists, "document id '" + id + "' was added before", "document");
  }
  if (ids_.memory_bytes() > memory_.id_bytes) {
    throw Error(ErrorCode::kUnsupported,
                "the ids of " + std::to_string(ids_.size()) + " documents take more than the " +
                    std::to_string(memory_.id_bytes) + " bytes that are theirs of a build's memory of " +
                    std::to_string(options_.memory_bytes) + ": give it more",
                "memory");
  }
  return ids_.size();
}

void IndexBuilder::Impl::add(schema::Json document) {
  const std::size_t bytes = engine::document_cost(schema::memory_bytes(document));
  if (bytes > memory_.queue_bytes) {
    throw Error(ErrorCode::kInvalidArgument,
                "the document takes " + std::to_string(bytes) + " bytes of memory to index, and there are " +
                    std::to_string(memory_.queue_bytes) + ": give the build more than its " +
                    std::to_string(options_.memory_bytes),
                "document");
  }
  const std::size_t number = add_id(document);
  auto memory = document_memory_.take(bytes);
  // In turn, and not to whoever is free: the same documents make the same index each time, down to the order of ties.
  if (!queues_[number % queues_.size()]->push({std::move(document), std::move(memory)})) {
    rethrow_failure();
    throw Error(ErrorCode::kInvalidArgument, "the builder has published: nothing can be added any more", "document");
  }
  ++documents;
}

std::uint64_t IndexBuilder::Impl::publish() {
  stop_workers();
  rethrow_failure();
  std::vector<std::filesystem::path> databases;
  for (const auto& shard : databases_) {
    databases.insert(databases.end(), shard.begin(), shard.end());
  }
  backend::merge_shards(databases, rebuild_.construction.result());
  if (catch_up_) {
    catch_up_->follow();
  }
  try {
    // A batch under way ends first, and no other begins before the last change is in what is published.
    const auto writing = store_->lock_for_writing(uid_, rebuild_.construction.directory());
    store_->check_in_place(uid_, rebuild_.replaces);
    if (catch_up_ && catch_up_->finish()) {
      backend::write_manifest(rebuild_.construction.result());
    }
    store_->publish(uid_, rebuild_.construction, {options_.primary_key, rebuild_.replaces});
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kAlreadyExists) {
      throw;
    }
    throw Error(ErrorCode::kBusy,
                "index '" + uid_ + "' was created by somebody else meanwhile, and nothing was published: build again",
                "index");
  }
  return documents;
}

IndexBuilder::IndexBuilder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IndexBuilder::IndexBuilder(IndexBuilder&&) noexcept = default;
IndexBuilder& IndexBuilder::operator=(IndexBuilder&&) noexcept = default;
IndexBuilder::~IndexBuilder() = default;

void IndexBuilder::add(const Document& document) { add(Document(document)); }

void IndexBuilder::add(Document&& document) { impl_->add(std::move(document.impl_->object)); }

void IndexBuilder::add_json(std::string_view json) { impl_->add(schema::parse_document(json)); }

std::size_t IndexBuilder::max_document_bytes() const noexcept { return impl_->largest_document(); }

std::uint64_t IndexBuilder::documents() const noexcept { return impl_->documents; }

std::uint64_t IndexBuilder::publish() { return impl_->publish(); }

}  // namespace telusur
