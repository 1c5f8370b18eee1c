#pragma once

#include "tasks/store.hpp"
#include "tasks/task.hpp"
#include "telusur/engine.hpp"

namespace telusur::server::tasks {

/// Writes DATA/dumps/<time of the task>.dump. A task that is applied again replaces its own file.
/// @throws Error kBusy; a dump that fails for another reason is a failed task.
Outcome create_dump(const Engine& engine, const PendingTask& task);

/// Copies the data directory to DATA/snapshots/<time of the task>: a data directory by itself, with indexes, tasks and
/// keys. @throws Error kBusy, as above.
Outcome create_snapshot(const Engine& engine, const TaskStore& store, const PendingTask& task);

}  // namespace telusur::server::tasks
