#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace telusur::indexer {

/// What a subcommand does once all arguments are known; returns the exit code.
using Action = std::function<int()>;

/// Adds every subcommand to `app`. Parsing sets `action`, which must outlive the app, to that of the chosen one.
void add_commands(CLI::App& app, Action& action);

/// build and update.
void add_write_commands(CLI::App& app, Action& action);

/// dump and restore.
void add_backup_commands(CLI::App& app, Action& action);

/// compact.
void add_compact_command(CLI::App& app, Action& action);

/// search, check, stats, analyze and stem.
void add_read_commands(CLI::App& app, Action& action);

}  // namespace telusur::indexer
