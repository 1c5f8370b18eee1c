#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "tasks/apply.hpp"
#include "telusur/error.hpp"

namespace telusur::server::tasks {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// Lines of JSON objects as an array.
std::string array_of(const std::string& lines) {
  std::string array = "[" + lines;
  while (array.back() == '\n') {
    array.pop_back();
  }
  // A string of JSON holds no line break, so each that is left parts two documents.
  std::replace(array.begin(), array.end(), '\n', ',');
  array += ']';
  return array;
}

/// One commit of tasks on one index.
class DocumentBatch {
 public:
  DocumentBatch(Engine& engine, TaskStore& store, const std::vector<PendingTask>& tasks)
      : engine_(engine), store_(store), tasks_(tasks), uid_(*tasks.front().task.index_uid) {}

  std::vector<Outcome> apply() {
    open();
    const std::uint64_t applied = index_ ? index_->last_task() : 0;
    bool note = false;
    for (const PendingTask& task : tasks_) {
      if (static_cast<std::uint64_t>(task.task.uid) <= applied) {
        outcomes_.push_back({task.task.uid, status::kSucceeded, counted(task).dump()});
        continue;
      }
      outcomes_.push_back(outcome_of(task));
      changes_ = changes_ || outcomes_.back().status == status::kSucceeded;
      note = note || outcomes_.back().status == status::kFailed || task.task.type == type::kDocumentDeletion;
    }
    if (!changes_) {
      take_back();
    }
    if (note) {
      // After the commit nobody could tell any more which tasks failed, or how many documents were there to delete.
      store_.note(outcomes_);
    }
    if (changes_) {
      index_->commit(static_cast<std::uint64_t>(tasks_.back().task.uid));
    }
    return std::move(outcomes_);
  }

 private:
  void open() {
    try {
      index_ = engine_.index(uid_);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kNotFound) {
        throw;
      }
    }
  }

  /// The details of a task of which nothing but the end has been noted.
  static ordered_json counted(const PendingTask& task) {
    ordered_json details = ordered_json::parse(task.task.details);
    if (details.contains("indexedDocuments")) {
      details["indexedDocuments"] = details["receivedDocuments"];
    }
    return details;
  }

  Outcome outcome_of(const PendingTask& task) {
    try {
      return {task.task.uid, status::kSucceeded, task.task.type == type::kDocumentAddition ? add(task) : remove(task)};
    } catch (const Error& error) {
      if (is_passing(error)) {
        throw;
      }
      return failed(task, error);
    }
  }

  std::string add(const PendingTask& task) {
    const json arguments = json::parse(task.arguments);
    const WriteOptions options{arguments.value("merge", false), arguments.value("primaryKey", "")};
    if (!index_ && !arguments.value("create", true)) {
      engine_.index(uid_);  // says that it is not there
    }
    const bool creates = !index_;
    if (creates) {
      index_ = engine_.create_index(uid_);
      created_ = true;
    }
    try {
      for (std::int64_t part = 0; const auto lines = store_.payload_part(task.task.uid, part); ++part) {
        index_->add_json(array_of(*lines), options);
      }
    } catch (const Error&) {
      // A task of several parts is alone in its batch; one part is taken whole or not at all.
      if (tasks_.size() == 1) {
        index_->rollback();
      }
      if (creates) {
        take_back();  // the tasks behind this one may have no right to make an index
      }
      throw;
    }
    return counted(task).dump();
  }

  std::string remove(const PendingTask& task) {
    if (!index_) {
      engine_.index(uid_);  // says that it is not there
    }
    std::uint64_t removed = 0;
    const json arguments = json::parse(task.arguments);
    for (const auto& id : arguments.at("ids")) {
      removed += index_->remove(id.get_ref<const std::string&>()) ? 1 : 0;
    }
    ordered_json details = ordered_json::parse(task.task.details);
    details["deletedDocuments"] = removed;
    return details.dump();
  }

  /// Before anybody sees that all tasks so far failed.
  void take_back() {
    if (index_) {
      index_->rollback();
    }
    if (created_) {
      index_.reset();
      engine_.delete_index(uid_);
      created_ = false;
    }
  }

  Engine& engine_;
  TaskStore& store_;
  const std::vector<PendingTask>& tasks_;
  const std::string uid_;
  std::optional<Index> index_;
  bool created_ = false;
  bool changes_ = false;
  std::vector<Outcome> outcomes_;
};

}  // namespace

std::vector<Outcome> apply_documents(Engine& engine, TaskStore& store, const std::vector<PendingTask>& batch) {
  return DocumentBatch(engine, store, batch).apply();
}

}  // namespace telusur::server::tasks
