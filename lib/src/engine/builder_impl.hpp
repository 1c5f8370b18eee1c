#pragma once

#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "backend/bulk_build.hpp"
#include "base/bounded_queue.hpp"
#include "base/byte_budget.hpp"
#include "base/text_set.hpp"
#include "engine/build_memory.hpp"
#include "engine/catch_up.hpp"
#include "engine/index_store.hpp"
#include "schema/json.hpp"
#include "telusur/builder.hpp"
#include "telusur/engine.hpp"

namespace telusur {

/// A document that waits for its thread.
struct WaitingDocument {
  schema::Json value;
  base::ByteBudget::Share memory;
};

/// A rebuild under way: documents go in turn to threads, through a queue each, that analyse them into a shard each.
struct IndexBuilder::Impl {
  Impl(std::shared_ptr<engine::IndexStore> index_store, std::string index_uid, const BuildOptions& options);
  ~Impl();

  void add(schema::Json document);
  std::size_t largest_document() const noexcept { return memory_.largest_document; }
  std::uint64_t publish();

  std::atomic<std::uint64_t> documents{0};

 private:
  /// One thread's work. @param thread its number.
  void work(std::size_t thread);
  /// Notes the id of a document; returns how many there are.
  std::size_t add_id(const schema::Json& document);
  /// Writes a document to a shard. True when that left much memory behind that is free.
  bool index(const schema::Json& document, backend::BuildShard& shard, analysis::WordAnalyzer& analyzer);
  void close_queues();
  void stop_workers();
  void rethrow_failure();

  const std::shared_ptr<engine::IndexStore> store_;
  const std::string uid_;
  const BuildOptions options_;
  const engine::BuildMemory memory_;
  engine::Rebuild rebuild_;
  std::uint64_t last_task_ = 0;              ///< of the generation that was published when this began
  std::optional<engine::CatchUp> catch_up_;  ///< nothing where there is no index that others can write to
  base::ByteBudget document_memory_;
  std::mutex wordy_;  // of the thread that analyses a document with many distinct words
  std::vector<std::unique_ptr<base::BoundedQueue<WaitingDocument>>> queues_;
  std::mutex mutex_;
  base::TextSet ids_;                                          // guarded by mutex_
  std::exception_ptr failure_;                                 // the first of a worker; guarded by mutex_
  std::vector<std::vector<std::filesystem::path>> databases_;  ///< of each thread's shard, once that is finished
  std::vector<std::jthread> workers_;
};

}  // namespace telusur
