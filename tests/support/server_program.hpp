#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "support/process.hpp"
#include "support/wait_until.hpp"

namespace telusur::test {

/// A real telusur-server over a data directory. Whoever includes this defines TELUSUR_SERVER_PROGRAM, its path.
struct ServerProgram {
  /// Returns when it listens. `listen` is an address with a port, 0 for any.
  explicit ServerProgram(const std::filesystem::path& data, const std::vector<std::string>& options = {},
                         const std::vector<std::string>& environment = {}, const std::string& listen = "127.0.0.1:0")
      : process(command(data, options, listen), {.environment = environment}) {
    REQUIRE_MESSAGE(
        wait_until([&] { return process.out().ends_with('\n') || process.exit_code(); }, std::chrono::minutes(5)),
        process.err());
    REQUIRE_MESSAGE(process.out().find("listens on") != std::string::npos, process.err());
    port = std::stoi(process.out().substr(process.out().rfind(':') + 1));
  }

  Process process;
  int port = 0;

 private:
  static std::vector<std::string> command(const std::filesystem::path& data, const std::vector<std::string>& options,
                                          const std::string& listen) {
    std::vector<std::string> all{TELUSUR_SERVER_PROGRAM, "--data", data.string(), "--listen", listen,
                                 "--log-level",          "error"};
    all.insert(all.end(), options.begin(), options.end());
    return all;
  }
};

}  // namespace telusur::test
