#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "support/temporary_directory.hpp"
#include "support/wait_until.hpp"

namespace telusur::test {

/// How a program is started.
struct ProcessOptions {
  std::filesystem::path directory{};       ///< working directory; empty: ours
  std::vector<std::string> environment{};  ///< NAME=VALUE, in front of our own environment
  std::string input{};                     ///< what the program reads on standard input
};

/// What a finished program left behind.
struct ProcessResult {
  int exit_code = 0;  ///< -N when signal N ended it
  std::string out;
  std::string err;
};

/// A running program in a process group of its own, whose output goes to files. The destructor kills the group.
/// One thread at a time.
class Process {
 public:
  /// Starts `command`: a path (or a name on PATH) and its arguments. @throws std::system_error when it cannot be
  /// started.
  explicit Process(const std::vector<std::string>& command, const ProcessOptions& options = {}) {
    files_.write("in", options.input);
    Actions actions;
    actions.open(STDIN_FILENO, files_ / "in", O_RDONLY);
    actions.open(STDOUT_FILENO, files_ / "out", O_WRONLY | O_CREAT);
    actions.open(STDERR_FILENO, files_ / "err", O_WRONLY | O_CREAT);
    if (!options.directory.empty()) {
      posix_spawn_file_actions_addchdir_np(&actions.value, options.directory.c_str());
    }
    std::vector<std::string> arguments = command;
    std::vector<std::string> variables = options.environment;
    for (char** variable = environ; *variable != nullptr; ++variable) {
      variables.emplace_back(*variable);
    }
    const int error = posix_spawnp(&pid_, arguments.at(0).c_str(), &actions.value, &actions.attributes,
                                   pointers(arguments).data(), pointers(variables).data());
    if (error != 0) {
      throw std::system_error(error, std::generic_category(), "cannot start " + arguments[0]);
    }
  }

  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  ~Process() {
    ::kill(-pid_, SIGKILL);
    if (!exit_code_) {
      ::waitpid(pid_, nullptr, 0);
    }
  }

  pid_t pid() const noexcept { return pid_; }

  /// What it has written so far.
  std::string out() const { return read_file(files_ / "out"); }
  std::string err() const { return read_file(files_ / "err"); }

  /// Sends a signal to the program itself.
  void signal(int number) { ::kill(pid_, number); }

  /// Its exit code (-N when signal N ended it), or nothing while it runs.
  std::optional<int> exit_code() {
    int status = 0;
    if (!exit_code_ && ::waitpid(pid_, &status, WNOHANG) == pid_) {
      exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    return exit_code_;
  }

  /// Waits for its end. @throws std::runtime_error with its output when `deadline` runs out.
  ProcessResult wait(std::chrono::milliseconds deadline = std::chrono::seconds(60)) {
    if (!wait_until([this] { return exit_code().has_value(); }, deadline)) {
      throw std::runtime_error("still running after " + std::to_string(deadline.count()) + " ms; its output:\n" +
                               out() + err());
    }
    return {*exit_code_, out(), err()};
  }

 private:
  struct Actions {
    Actions() {
      posix_spawn_file_actions_init(&value);
      posix_spawnattr_init(&attributes);
      posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    }
    Actions(const Actions&) = delete;
    Actions& operator=(const Actions&) = delete;
    ~Actions() {
      posix_spawn_file_actions_destroy(&value);
      posix_spawnattr_destroy(&attributes);
    }
    void open(int descriptor, const std::filesystem::path& file, int flags) {
      posix_spawn_file_actions_addopen(&value, descriptor, file.c_str(), flags, 0600);
    }
    posix_spawn_file_actions_t value{};
    posix_spawnattr_t attributes{};
  };

  static std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> out;
    for (std::string& string : strings) {
      out.push_back(string.data());
    }
    out.push_back(nullptr);
    return out;
  }

  TemporaryDirectory files_;
  pid_t pid_ = -1;
  std::optional<int> exit_code_;
};

/// Runs a program to its end.
inline ProcessResult run(const std::vector<std::string>& command, const ProcessOptions& options = {},
                         std::chrono::milliseconds deadline = std::chrono::seconds(60)) {
  return Process(command, options).wait(deadline);
}

}  // namespace telusur::test
