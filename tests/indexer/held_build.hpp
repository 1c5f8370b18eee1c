#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <set>
#include <string>
#include <system_error>

#include "indexer_process.hpp"
#include "server_process.hpp"
#include "support/wait_until.hpp"

namespace telusur::test {

/// A build that has begun, and that reads from a pipe until it is told to go on.
class HeldBuild {
 public:
  explicit HeldBuild(const Workspace& workspace)
      : pipe_(workspace.path() / "pipe"),
        process_({"sh", "-c", "exec \"$0\" build --data data --index a --quiet --format jsonl - < pipe",
                  (make(pipe_), TELUSUR_INDEXER_PATH)},
                 {.directory = workspace.path()}),
        writing_(::open(pipe_.c_str(), O_WRONLY | O_CLOEXEC)) {
    ::signal(SIGPIPE, SIG_IGN);  // a build that ended early is told by its exit code
    REQUIRE(writing_ >= 0);
    REQUIRE(wait_until([&] { return !constructions(workspace).empty(); }, kServerPatience));
  }
  HeldBuild(const HeldBuild&) = delete;
  HeldBuild& operator=(const HeldBuild&) = delete;
  ~HeldBuild() {
    close();
    std::filesystem::remove(pipe_);
  }

  ProcessResult finish(const std::string& text) {
    CHECK(::write(writing_, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    close();
    return process_.wait();
  }

  void kill() {
    process_.signal(SIGKILL);
    process_.wait();
  }

  /// Generations under construction.
  static std::set<std::filesystem::path> constructions(const Workspace& workspace) {
    std::set<std::filesystem::path> found;
    std::error_code none;
    for (const auto& index : std::filesystem::directory_iterator(workspace.path() / "data/indexes", none)) {
      for (const auto& entry : std::filesystem::directory_iterator(index.path())) {
        if (entry.path().filename().string().starts_with(".building-")) {
          found.insert(entry.path());
        }
      }
    }
    return found;
  }

 private:
  static void make(const std::filesystem::path& pipe) { REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0); }
  void close() {
    if (writing_ >= 0) {
      ::close(writing_);
      writing_ = -1;
    }
  }

  std::filesystem::path pipe_;
  Process process_;
  int writing_;
};

}  // namespace telusur::test
