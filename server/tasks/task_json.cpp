#include "tasks/task_json.hpp"

#include <optional>
#include <string>

#include "api/time.hpp"

namespace telusur::server::tasks {

namespace {

using nlohmann::ordered_json;

template <typename Value>
ordered_json or_null(const std::optional<Value>& value) {
  return value ? ordered_json(*value) : ordered_json();
}

ordered_json time_or_null(const std::optional<api::Timestamp>& time) {
  return time ? ordered_json(api::rfc3339(*time)) : ordered_json();
}

}  // namespace

ordered_json task_json(const Task& task) {
  const bool ran = task.started_at && task.finished_at;
  ordered_json json{
      {"uid", task.uid},
      {"batchUid", or_null(task.batch_uid)},
      {"indexUid", or_null(task.index_uid)},
      {"status", task.status},
      {"type", task.type},
      {"canceledBy", or_null(task.canceled_by)},
      {"details", ordered_json::parse(task.details)},
      {"error", task.error ? ordered_json::parse(*task.error) : ordered_json()},
      {"duration", ran ? ordered_json(api::iso_duration(*task.finished_at - *task.started_at)) : ordered_json()},
      {"enqueuedAt", api::rfc3339(task.enqueued_at)},
      {"startedAt", time_or_null(task.started_at)},
      {"finishedAt", time_or_null(task.finished_at)}};
  if (task.custom_metadata) {
    json["customMetadata"] = *task.custom_metadata;
  }
  return json;
}

ordered_json summary_json(const Task& task) {
  return {{"taskUid", task.uid},
          {"indexUid", or_null(task.index_uid)},
          {"status", task.status},
          {"type", task.type},
          {"enqueuedAt", api::rfc3339(task.enqueued_at)}};
}

ordered_json page_json(const TaskPage& page, const TaskRange& range) {
  ordered_json results = ordered_json::array();
  for (const Task& task : page.tasks) {
    results.push_back(task_json(task));
  }
  return {{"results", results},
          {"total", page.total},
          {"limit", range.limit},
          {"from", page.tasks.empty() ? ordered_json() : ordered_json(page.tasks.front().uid)},
          {"next", or_null(page.next)}};
}

}  // namespace telusur::server::tasks
