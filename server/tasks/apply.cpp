#include "tasks/apply.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "api/error.hpp"
#include "tasks/backup.hpp"
#include "telusur/error.hpp"

namespace telusur::server::tasks {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

std::uint64_t number(const PendingTask& task) { return static_cast<std::uint64_t>(task.task.uid); }

/// Calls `body` with the index of a task, which it creates when it is missing and `create`.
template <typename Body>
auto with_index(Engine& engine, const PendingTask& task, bool create, Body body) {
  Index index = create ? engine.open_index(*task.task.index_uid) : engine.index(*task.task.index_uid);
  return body(index);
}

ordered_json with(const PendingTask& task, const char* name, ordered_json value) {
  ordered_json details = ordered_json::parse(task.task.details);
  details[name] = std::move(value);
  return details;
}

std::uint64_t remove_matching(Index& index, const std::string& filter) {
  try {
    return index.remove_matching(filter);
  } catch (const Error& error) {
    // In a search, a wrong filter has another code.
    throw Error(error.code(), error.what(), error.subject() == "filter" ? "document filter" : error.subject());
  }
}

/// Deletion by a filter, or of all documents.
Outcome delete_matching(Engine& engine, TaskStore& store, const PendingTask& task) {
  return with_index(engine, task, false, [&](Index& index) {
    Outcome outcome{task.task.uid, status::kSucceeded, task.task.details};
    if (index.last_task() < number(task)) {
      const std::string filter = json::parse(task.arguments).value("filter", "");
      outcome.details = with(task, "deletedDocuments", remove_matching(index, filter)).dump();
      // After the commit nobody can count them any more.
      store.note({&outcome, 1});
      index.commit(number(task));
    }
    return outcome;
  });
}

Outcome update_settings(Engine& engine, const PendingTask& task) {
  const json arguments = json::parse(task.arguments);
  return with_index(engine, task, arguments.value("create", true), [&](Index& index) {
    if (index.last_task() < number(task)) {
      const Settings base = arguments.value("reset", false) ? Settings{} : index.settings();
      index.update_settings(settings_from_json(arguments.at("settings").dump(), base), number(task));
    }
    return Outcome{task.task.uid, status::kSucceeded, task.task.details};
  });
}

Outcome update_index(Engine& engine, const PendingTask& task) {
  return with_index(engine, task, false, [&](Index& index) {
    if (index.last_task() < number(task)) {
      index.set_primary_key(json::parse(task.arguments).value("primaryKey", ""), number(task));
    }
    return Outcome{task.task.uid, status::kSucceeded, task.task.details};
  });
}

Outcome delete_index(Engine& engine, TaskStore& store, const PendingTask& task) {
  Outcome outcome{task.task.uid, status::kSucceeded, task.task.details};
  if (engine.last_task() < number(task)) {
    const std::uint64_t documents = engine.index(*task.task.index_uid).documents({.limit = 0}).total;
    outcome.details = with(task, "deletedDocuments", documents).dump();
    store.note({&outcome, 1});
    engine.delete_index(*task.task.index_uid, number(task));
  }
  return outcome;
}

void change_catalog(Engine& engine, const PendingTask& task) {
  if (engine.last_task() >= number(task)) {
    return;
  }
  const json arguments = json::parse(task.arguments);
  if (task.task.type == type::kIndexCreation) {
    const std::string replaced = arguments.value("replaces", "");
    const std::string primary_key = arguments.value("primaryKey", "");
    if (replaced.empty()) {
      engine.create_index(*task.task.index_uid, {}, primary_key, number(task));
    } else {
      engine.create_replacement(*task.task.index_uid, replaced, {}, primary_key, number(task));
    }
    return;
  }
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& swap : arguments.at("swaps")) {
    pairs.emplace_back(swap.at("indexes").at(0), swap.at("indexes").at(1));
  }
  engine.swap_indexes(pairs, number(task));
}

Outcome apply_alone(Engine& engine, TaskStore& store, const PendingTask& task) {
  const std::string& kind = task.task.type;
  try {
    if (kind == type::kDocumentDeletion) {
      return delete_matching(engine, store, task);
    }
    if (kind == type::kSettingsUpdate) {
      return update_settings(engine, task);
    }
    if (kind == type::kIndexUpdate) {
      return update_index(engine, task);
    }
    if (kind == type::kIndexDeletion) {
      return delete_index(engine, store, task);
    }
    if (kind == type::kDumpCreation) {
      return create_dump(engine, task);
    }
    if (kind == type::kSnapshotCreation) {
      return create_snapshot(engine, store, task);
    }
    change_catalog(engine, task);
    return {task.task.uid, status::kSucceeded, task.task.details};
  } catch (const Error& error) {
    if (is_passing(error)) {
      throw;
    }
    return failed(task, error);
  }
}

bool changes_one_by_one(const PendingTask& task) {
  return task.task.type == type::kDocumentAddition ||
         (task.task.type == type::kDocumentDeletion && json::parse(task.arguments).contains("ids"));
}

}  // namespace

bool is_passing(const Error& error) noexcept {
  switch (error.code()) {
    case ErrorCode::kBusy:
    case ErrorCode::kNoSpace:
    case ErrorCode::kPermission:
    case ErrorCode::kIo:
      return true;
    default:
      return false;
  }
}

Outcome failed(const PendingTask& task, const Error& error) {
  ordered_json details = ordered_json::parse(task.task.details);
  for (const char* counter : {"indexedDocuments", "deletedDocuments"}) {
    if (details.contains(counter)) {
      details[counter] = 0;
    }
  }
  return {task.task.uid, status::kFailed, details.dump(), api::error_body(error)};
}

std::vector<Outcome> apply_batch(Engine& engine, TaskStore& store, const std::vector<PendingTask>& batch) {
  if (changes_one_by_one(batch.front())) {
    return apply_documents(engine, store, batch);
  }
  return {apply_alone(engine, store, batch.front())};
}

}  // namespace telusur::server::tasks
