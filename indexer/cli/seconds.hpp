#pragma once

#include <CLI/CLI.hpp>
#include <chrono>

namespace telusur::indexer {

std::chrono::milliseconds milliseconds_of(double seconds);

/// Takes seconds from 0 to a day.
CLI::Validator seconds_validator();

/// Adds --lock-wait.
void add_lock_wait(CLI::App& command, double& seconds);

}  // namespace telusur::indexer
