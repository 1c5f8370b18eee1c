#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "support/process.hpp"
#include "support/temporary_directory.hpp"

namespace telusur::test {

/// Where the consumer projects are.
inline const std::filesystem::path kConsumers = TELUSUR_SOURCE_DIR "/tests/consumer";

/// Runs a build step; its output is shown when it fails.
inline void step(const std::vector<std::string>& command, const ProcessOptions& options = {}) {
  const ProcessResult result = run(command, options, std::chrono::minutes(10));
  REQUIRE_MESSAGE(result.exit_code == 0, command.at(0), ' ', command.at(1), ":\n", result.out, result.err);
}

/// Installs this build below `prefix`.
inline void install(const std::filesystem::path& prefix) {
  step({TELUSUR_CMAKE, "--install", TELUSUR_BUILD_DIR, "--prefix", prefix.string()});
}

/// Configures and builds a consumer project.
inline void build(const std::filesystem::path& source, const std::filesystem::path& binary,
                  const std::vector<std::string>& definitions) {
  std::vector<std::string> command{TELUSUR_CMAKE, "-S", source.string(), "-B", binary.string(), "-G", "Ninja"};
  command.push_back("-DCMAKE_CXX_COMPILER=" TELUSUR_COMPILER);
  command.insert(command.end(), definitions.begin(), definitions.end());
  step(command);
  step({TELUSUR_CMAKE, "--build", binary.string(), "--target", "consumer"});
}

/// Runs a consumer and checks what it found.
inline void check_consumer(const std::filesystem::path& program, const std::filesystem::path& data,
                           const ProcessOptions& options = {}) {
  const ProcessResult result = run({program.string(), data.string()}, options);
  CHECK_MESSAGE(result.exit_code == 0, result.err);
  CHECK(result.out == "2 documents, 1 hit: Resep rendang\n");
}

}  // namespace telusur::test
