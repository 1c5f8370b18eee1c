#include "jobs/watch.hpp"

#include <chrono>

#include "folder_watch.hpp"
#include "interrupt.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

/// An editor writes a file in several steps, and a site generator many files.
constexpr std::chrono::milliseconds kQuiet{200};

}  // namespace

void run_watch(const UpdateJob& job, Progress& progress, const std::function<void(const JobResult& result)>& done) {
  // Before the first update: what changes during it is not missed.
  FolderWatch watch(job.input.paths);
  done(run_update(job, progress));
  for (;;) {
    watch.wait(kQuiet);
    try {
      done(run_update(job, progress));
    } catch (const Error& error) {
      stop_if_interrupted();
      progress.message(std::string("the update failed, the next change tries again: ") + error.what());
    }
  }
}

}  // namespace telusur::indexer
