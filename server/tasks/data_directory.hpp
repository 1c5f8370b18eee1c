#pragma once

#include <spdlog/logger.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "tasks/queue.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

namespace telusur::server::tasks {

struct DataDirectoryOptions {
  std::filesystem::path import_dump;  ///< restored first, into a directory without indexes; "": none
  QueueOptions queue;
  SearchLimits search;
};

/// A data directory as the server has it open: for writing where that is possible, else for searches alone.
///
/// Constant after construction, and thread-safe.
class DataDirectory {
 public:
  /// Creates the directory when it is missing. A disk that is full or read only, and another server that writes to the
  /// directory, leave it open for reading. @throws Error when it cannot be read either; of a dump as Engine::restore,
  /// and kAlreadyExists where there are indexes.
  DataDirectory(const std::filesystem::path& directory, const std::shared_ptr<spdlog::logger>& log,
                const DataDirectoryOptions& options);

  const Engine& engine() const noexcept { return *engine_; }

  /// @throws Error kPermission, kNoSpace, kBusy, kIo: why nothing can be written.
  Queue& queue() const;

  /// nullptr where nothing can be written.
  const Queue* queue_or_null() const noexcept { return queue_.get(); }

 private:
  struct Lock;
  struct Unlock {
    void operator()(Lock* lock) const noexcept;
  };

  std::unique_ptr<Lock, Unlock> lock_;
  std::unique_ptr<Engine> engine_;
  std::optional<Error> refusal_;
  std::unique_ptr<Queue> queue_;
};

}  // namespace telusur::server::tasks
