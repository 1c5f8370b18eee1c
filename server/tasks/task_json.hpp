#pragma once

#include <nlohmann/json.hpp>

#include "tasks/store.hpp"

namespace telusur::server::tasks {

/// A task as clients read it.
nlohmann::ordered_json task_json(const Task& task);

/// The answer to a request that became a task.
nlohmann::ordered_json summary_json(const Task& task);

/// A page of the list of tasks.
nlohmann::ordered_json page_json(const TaskPage& page, const TaskRange& range);

}  // namespace telusur::server::tasks
