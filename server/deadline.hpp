#pragma once

#include <spdlog/logger.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

namespace telusur::server {

/// Ends the program with 0 when it is not destroyed until `moment`: for what cannot be told to stop, a request that is
/// being answered or a task that is being applied. Nothing is lost, as after a kill -9: the task is applied at the next
/// start.
class Deadline {
 public:
  Deadline(std::chrono::steady_clock::time_point moment, std::shared_ptr<spdlog::logger> log)
      : thread_([moment, log = std::move(log)](const std::stop_token& stop) {
          std::mutex mutex;
          std::condition_variable_any ended;
          std::unique_lock lock(mutex);
          if (!ended.wait_until(lock, stop, moment, [&stop] { return stop.stop_requested(); })) {
            log->warn(
                "the time to stop is over: requests and tasks under way are broken off; the tasks are applied at the "
                "next start");
            log->flush();
            std::_Exit(EXIT_SUCCESS);
          }
        }) {}

 private:
  std::jthread thread_;
};

}  // namespace telusur::server
