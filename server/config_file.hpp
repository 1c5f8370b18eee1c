#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace telusur::server {

/// Gives `app` the option `--config FILE`. The file is TOML with options of `app` by their long names, and says what
/// neither the command line nor the environment does. Call it before other options are added: CLI11 runs what options
/// do in the order of their definition, after it has read the environment and before it looks what is required. What is
/// wrong in the file is a CLI::ConfigError that names file, line and option.
CLI::Option* add_config_option(CLI::App& app);

}  // namespace telusur::server
