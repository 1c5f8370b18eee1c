#pragma once

#include <vector>

#include "tasks/store.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"

namespace telusur::server::tasks {

/// Applies a batch of TaskStore::next_batch, in one commit, and tells how each task ended. What was applied before, by
/// a process that died afterwards, is not applied again.
/// @throws Error kBusy, kNoSpace, kPermission, kIo: nothing is wrong with the tasks; try again later.
std::vector<Outcome> apply_batch(Engine& engine, TaskStore& store, const std::vector<PendingTask>& batch);

/// As apply_batch, for tasks that change documents one by one.
std::vector<Outcome> apply_documents(Engine& engine, TaskStore& store, const std::vector<PendingTask>& batch);

/// True when another try can succeed: the task is not at fault.
bool is_passing(const Error& error) noexcept;

/// The outcome of a task that is at fault. What it was to do counts as done 0 times.
Outcome failed(const PendingTask& task, const Error& error);

}  // namespace telusur::server::tasks
