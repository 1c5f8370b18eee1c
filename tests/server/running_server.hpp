#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "client.hpp"
#include "support/server_program.hpp"
#include "support/temporary_directory.hpp"
#include "support/wait_until.hpp"

namespace telusur::test {

/// The program as it serves a data directory.
class RunningServer : public ServerProgram {
 public:
  using json = nlohmann::json;

  static constexpr auto kPatience = std::chrono::minutes(5);

  explicit RunningServer(const TemporaryDirectory& data, const std::vector<std::string>& options = {})
      : ServerProgram(data.path(), options) {}

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
};

}  // namespace telusur::test
