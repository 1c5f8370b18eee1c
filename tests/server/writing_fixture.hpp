#pragma once

#include <doctest/doctest.h>
#include <spdlog/sinks/null_sink.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "application.hpp"
#include "client.hpp"
#include "support/temporary_directory.hpp"
#include "support/wait_until.hpp"

namespace telusur::test {

inline constexpr std::string_view kJsonType = "Content-Type: application/json\r\n";

/// A server over an empty data directory, and what a client does to write.
class WritingFixture {
 public:
  using json = nlohmann::json;

  WritingFixture() {
    server::ApplicationOptions options;
    options.data_dir = data.path();
    options.net.port = 0;
    const auto log = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>());
    application = std::make_unique<server::Application>(options, log);
  }

  Answer send(std::string_view method, std::string_view target, std::string_view body = "",
              std::string_view headers = kJsonType) const {
    return fetch(application->port(), method, target, headers, body);
  }
  json get(std::string_view target) const {
    const Answer answer = send("GET", target, "", "");
    CHECK_MESSAGE(answer.status == 200, answer.body);
    return json::parse(answer.body);
  }

  /// The task with this uid once it has ended.
  json ended(const json& uid) const {
    json task;
    CHECK(wait_until([&] {
      task = get("/tasks/" + uid.dump());
      return !task["finishedAt"].is_null();
    }));
    return task;
  }

  /// Sends a request to write, which must be taken, and waits for its task.
  json write(std::string_view method, std::string_view target, std::string_view body = "",
             std::string_view headers = kJsonType) const {
    const Answer answer = send(method, target, body, headers);
    REQUIRE_MESSAGE(answer.status == 202, answer.body);
    return ended(json::parse(answer.body)["taskUid"]);
  }

  void refused(const Answer& answer, int status, std::string_view code) const {
    CHECK(answer.status == status);
    CHECK_MESSAGE(json::parse(answer.body)["code"] == code, answer.body);
  }

  TemporaryDirectory data;
  std::unique_ptr<server::Application> application;
};

}  // namespace telusur::test
