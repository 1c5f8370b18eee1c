#include "cli/seconds.hpp"

#include <cstdint>
#include <string>

namespace telusur::indexer {

namespace {

/// Unlike CLI::Range, not content with nan.
std::string check_seconds(std::string& text) {
  double seconds = -1;
  const bool valid = CLI::detail::lexical_cast(text, seconds) && seconds >= 0 && seconds <= 86400;
  return valid ? std::string() : "'" + text + "' must be seconds from 0 to 86400";
}

}  // namespace

std::chrono::milliseconds milliseconds_of(double seconds) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

CLI::Validator seconds_validator() { return {check_seconds, "0 to 86400"}; }

void add_lock_wait(CLI::App& command, double& seconds) {
  command.add_option("--lock-wait", seconds, "seconds to wait for another process that writes")
      ->check(seconds_validator())
      ->default_str("30");
}

}  // namespace telusur::indexer
