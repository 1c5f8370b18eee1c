#pragma once

#include <functional>

#include "jobs/update.hpp"

namespace telusur::indexer {

/// Updates, and again after each change of the input's folders and files, until the user stops it; calls `done` after
/// each update. While others write to the index it tries again and again. A later update that fails for another reason
/// is told by the progress's messages, and the next change tries again.
/// @throws Error when the first update fails; Interrupted.
void run_watch(const UpdateJob& job, Progress& progress, const std::function<void(const JobResult& result)>& done);

}  // namespace telusur::indexer
