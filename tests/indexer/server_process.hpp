#pragma once

#include <doctest/doctest.h>
#include <httplib.h>
#include <signal.h>

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/process.hpp"
#include "support/wait_until.hpp"

namespace telusur::test {

inline constexpr auto kServerPatience = std::chrono::seconds(60);

/// A real telusur-server over a data directory, on a port of its own.
class ServerProcess {
 public:
  /// Returns when it listens. `listen` is an address with a port, 0 for any.
  explicit ServerProcess(const std::filesystem::path& data, const std::vector<std::string>& environment = {},
                         const std::string& listen = "127.0.0.1:0", const std::vector<std::string>& flags = {})
      : process_(command(data, listen, flags), {.environment = environment}) {
    REQUIRE_MESSAGE(wait_until([&] { return process_.out().ends_with('\n') || process_.exit_code(); }, kServerPatience),
                    process_.err());
    port_ = std::stoi(process_.out().substr(process_.out().rfind(':') + 1));
  }

  int port() const { return port_; }

  void kill() {
    process_.signal(SIGKILL);
    process_.wait();
  }

  nlohmann::json get(const std::string& path, const std::string& key = "") const {
    httplib::Client client("127.0.0.1", port_);
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
  static std::vector<std::string> command(const std::filesystem::path& data, const std::string& listen,
                                          const std::vector<std::string>& flags) {
    std::vector<std::string> all{TELUSUR_SERVER_PROGRAM, "--data", data.string(), "--listen", listen,
                                 "--log-level",          "error"};
    all.insert(all.end(), flags.begin(), flags.end());
    return all;
  }

  Process process_;
  int port_ = 0;
};

}  // namespace telusur::test
