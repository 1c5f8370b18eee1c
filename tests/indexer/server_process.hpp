#pragma once

#include <doctest/doctest.h>
#include <httplib.h>
#include <signal.h>

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/server_program.hpp"
#include "support/wait_until.hpp"

namespace telusur::test {

inline constexpr auto kServerPatience = std::chrono::seconds(60);

/// A real telusur-server over a data directory, on a port of its own.
class ServerProcess {
 public:
  /// Returns when it listens. `listen` is an address with a port, 0 for any.
  explicit ServerProcess(const std::filesystem::path& data, const std::vector<std::string>& environment = {},
                         const std::string& listen = "127.0.0.1:0", const std::vector<std::string>& flags = {})
      : program_(data, flags, environment, listen) {}

  int port() const { return program_.port; }

  void kill() {
    program_.process.signal(SIGKILL);
    program_.process.wait();
  }

  nlohmann::json get(const std::string& path, const std::string& key = "") const {
    httplib::Client client("127.0.0.1", program_.port);
    if (!key.empty()) {
      client.set_bearer_token_auth(key);
    }
    const auto answer = client.Get(path);
    REQUIRE(answer);
    REQUIRE_MESSAGE(answer->status == 200, answer->body);
    return nlohmann::json::parse(answer->body);
  }

  /// Sends a change as JSON; the answer is false when the server was gone.
  static httplib::Result send(int port, const std::string& method, const std::string& path, const std::string& body) {
    httplib::Client client("127.0.0.1", port);
    httplib::Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.set_header("Content-Type", "application/json");
    return client.send(request);
  }

 private:
  ServerProgram program_;
};

}  // namespace telusur::test
