#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "client.hpp"
#include "support/process.hpp"
#include "support/temporary_directory.hpp"
#include "support/wait_until.hpp"

namespace telusur::test {

/// The program as it serves a data directory.
class RunningServer {
 public:
  using json = nlohmann::json;

  static constexpr auto kPatience = std::chrono::minutes(5);

  explicit RunningServer(const TemporaryDirectory& data, const std::vector<std::string>& options = {})
      : process(command(data, options)) {
    REQUIRE_MESSAGE(wait_until([&] { return process.out().ends_with('\n') || process.exit_code(); }, kPatience),
                    process.err());
    REQUIRE_MESSAGE(process.out().find("listens on") != std::string::npos, process.err());
    port = std::stoi(process.out().substr(process.out().rfind(':') + 1));
  }

  json get(const std::string& target) const {
    const Answer answer = fetch(port, "GET", target);
    REQUIRE_MESSAGE(answer.status == 200, target, answer.body);
    return json::parse(answer.body);
  }
  Answer post(const std::string& target, const std::string& body, const std::string& type = "application/json") const {
    return fetch(port, "POST", target, "Content-Type: " + type + "\r\n", body);
  }

  /// The task with this uid once it has ended.
  json ended(const json& uid) const {
    json task;
    REQUIRE(wait_until(
        [&] {
          task = get("/tasks/" + uid.dump());
          return !task["finishedAt"].is_null();
        },
        kPatience));
    return task;
  }

  /// The most memory that it has had, since the last `forget_peak`.
  long peak_kb() const {
    std::ifstream status("/proc/" + std::to_string(process.pid()) + "/status");
    for (std::string line; std::getline(status, line);) {
      if (line.starts_with("VmHWM:")) {
        return std::strtol(line.c_str() + 6, nullptr, 10);
      }
    }
    return 0;
  }

  void forget_peak() const { std::ofstream("/proc/" + std::to_string(process.pid()) + "/clear_refs") << 5; }

  Process process;
  int port = 0;

 private:
  static std::vector<std::string> command(const TemporaryDirectory& data, const std::vector<std::string>& options) {
    std::vector<std::string> all{TELUSUR_SERVER_PROGRAM, "--data", data.path().string(), "--listen", "127.0.0.1:0",
                                 "--log-level",          "error"};
    all.insert(all.end(), options.begin(), options.end());
    return all;
  }
};

}  // namespace telusur::test
