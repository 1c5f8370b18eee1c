#pragma once

#include <spdlog/sinks/null_sink.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "support/temporary_directory.hpp"
#include "support/wait_until.hpp"
#include "tasks/queue.hpp"
#include "telusur/engine.hpp"

namespace telusur::test {

namespace tasks = telusur::server::tasks;

/// A data directory and the queue over it.
class QueueFixture {
 public:
  QueueFixture() { start(); }

  void start(const tasks::QueueOptions& options = {}) {
    const auto log = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>());
    queue.reset();
    queue = std::make_unique<tasks::Queue>(engine, log, options);
  }
  void stop() { queue.reset(); }

  std::filesystem::path file() const { return directory.path() / "server.db"; }

  static tasks::NewTask addition(const std::string& lines, const std::string& uid = "a") {
    return {.type = tasks::type::kDocumentAddition,
            .index_uid = uid,
            .details = R"({"receivedDocuments":1,"indexedDocuments":null})",
            .payload = server::storage::Spool(lines)};
  }
  static tasks::NewTask deletion(const std::string& id, const std::string& uid = "a") {
    return {.type = tasks::type::kDocumentDeletion,
            .index_uid = uid,
            .details = R"({"providedIds":1,"deletedDocuments":null})",
            .arguments = R"({"ids":[")" + id + "\"]}"};
  }
  static tasks::NewTask about_index(std::string_view type, const std::string& arguments = "{}") {
    return {.type = type, .index_uid = "a", .arguments = arguments};
  }

  /// The task once it has ended.
  tasks::Task ended(std::int64_t uid) const {
    std::optional<tasks::Task> task;
    wait_until([&] {
      task = queue->store().find(uid);
      return task && task->finished_at.has_value();
    });
    return task.value();
  }
  tasks::Task apply(const tasks::NewTask& task) { return ended(queue->add(task).uid); }

  TemporaryDirectory directory;
  Engine engine{directory.path()};
  std::unique_ptr<tasks::Queue> queue;
};

}  // namespace telusur::test
