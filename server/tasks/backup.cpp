#include "tasks/backup.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "api/time.hpp"
#include "tasks/apply.hpp"
#include "telusur/error.hpp"

namespace telusur::server::tasks {

namespace fs = std::filesystem;

namespace {

/// The time of a task as a name that sorts: 20240703-040506000007.
std::string name_of(const Task& task) {
  std::string name = api::rfc3339(task.enqueued_at);
  std::replace(name.begin(), name.end(), 'T', '_');
  std::erase_if(name, [](char c) { return c == '-' || c == ':' || c == '.' || c == 'Z'; });
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

fs::path folder(const Engine& engine, const char* name) {
  fs::path folder = engine.data_dir() / name;
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw Error(ErrorCode::kIo, "cannot create " + folder.string() + ": " + error.message(), "file");
  }
  return folder;
}

/// Runs `body`, whose failures end the task: a copy for which the disk has no room must not hold up what follows it.
template <typename Body>
Outcome attempt(const PendingTask& task, Body body) {
  try {
    return {task.task.uid, status::kSucceeded, body()};
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kBusy) {
      throw;
    }
    return failed(task, error);
  }
}

}  // namespace

Outcome create_dump(const Engine& engine, const PendingTask& task) {
  return attempt(task, [&] {
    const std::string uid = name_of(task.task);
    engine.dump(folder(engine, "dumps") / (uid + ".dump"));
    return nlohmann::ordered_json{{"dumpUid", uid}}.dump();
  });
}

Outcome create_snapshot(const Engine& engine, const TaskStore& store, const PendingTask& task) {
  return attempt(task, [&] {
    const fs::path copy = folder(engine, "snapshots") / name_of(task.task);
    // What an earlier attempt at this task left.
    std::error_code ignored;
    fs::remove_all(copy, ignored);
    engine.copy_to(copy);
    store.copy_to(copy / "server.db");
    // Else whoever starts from the copy would do this task again.
    const Outcome done{task.task.uid, status::kSucceeded, task.task.details};
    TaskStore(copy / "server.db").finish({&done, 1});
    return task.task.details;
  });
}

}  // namespace telusur::server::tasks
