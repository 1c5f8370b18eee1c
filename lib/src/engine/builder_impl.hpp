#pragma once

#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

#include "base/bounded_queue.hpp"
#include "engine/catch_up.hpp"
#include "engine/index_store.hpp"
#include "schema/json.hpp"
#include "telusur/builder.hpp"
#include "telusur/engine.hpp"

namespace telusur {

/// A rebuild under way: documents go in turn to threads, through a queue each, that analyse them into a shard each.
struct IndexBuilder::Impl {
  Impl(std::shared_ptr<engine::IndexStore> index_store, std::string index_uid, const BuildOptions& options);
  ~Impl();

  void add(schema::Json document);
  std::uint64_t publish();

  std::atomic<std::uint64_t> documents{0};

 private:
  void work(base::BoundedQueue<schema::Json>& queue, const std::filesystem::path& shard_directory);
  void close_queues();
  void stop_workers();
  void rethrow_failure();

  const std::shared_ptr<engine::IndexStore> store_;
  const std::string uid_;
  const BuildOptions options_;
  engine::Rebuild rebuild_;
  std::uint64_t last_task_ = 0;              ///< of the generation that was published when this began
  std::optional<engine::CatchUp> catch_up_;  ///< nothing where there is no index that others can write to
  std::vector<std::unique_ptr<base::BoundedQueue<schema::Json>>> queues_;
  std::mutex mutex_;
  std::unordered_set<std::string> ids_;  // guarded by mutex_
  std::exception_ptr failure_;           // the first of a worker; guarded by mutex_
  std::vector<std::filesystem::path> shards_;
  std::vector<std::jthread> workers_;
};

}  // namespace telusur
