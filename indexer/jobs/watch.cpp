#include "jobs/watch.hpp"

#include <chrono>
#include <thread>

#include "folder_watch.hpp"
#include "interrupt.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

/// An editor writes a file in several steps, and a site generator many files.
constexpr std::chrono::milliseconds kQuiet{200};

/// Between two tries while others write: an update waits for them by itself, too, unless it is told not to.
constexpr std::chrono::milliseconds kBetweenTries{200};

using Done = std::function<void(const JobResult& result)>;

/// Updates, however long others that write or build take before.
void update_when_free(const UpdateJob& job, Progress& progress, const Done& done) {
  for (bool told = false;; told = true) {
    try {
      return done(run_update(job, progress));
    } catch (const Error& error) {
      stop_if_interrupted();
      if (error.code() != ErrorCode::kBusy) {
        throw;
      }
      if (!told) {
        progress.message(std::string("the update is tried until it can be made: ") + error.what());
      }
    }
    std::this_thread::sleep_for(kBetweenTries);
    stop_if_interrupted();
  }
}

}  // namespace

void run_watch(const UpdateJob& job, Progress& progress, const Done& done) {
  // Before the first update: what changes during it is not missed.
  FolderWatch watch(job.input.paths);
  update_when_free(job, progress, done);
  for (;;) {
    watch.wait(kQuiet);
    try {
      update_when_free(job, progress, done);
    } catch (const Error& error) {
      stop_if_interrupted();
      progress.message(std::string("the update failed, the next change tries again: ") + error.what());
    }
  }
}

}  // namespace telusur::indexer
