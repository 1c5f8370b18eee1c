#pragma once

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <string>

namespace telusur::bench {

/// A program as it was called, for the head of a report.
inline std::string command_line(std::string name, int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    name.append(" ").append(argv[i]);
  }
  return name;
}

/// Parses the arguments of a program and runs `body()`. Returns the exit code: 2 when either goes wrong, which it says.
template <typename Body>
int run_program(CLI::App& app, int argc, char** argv, Body&& body) {
  try {
    app.parse(argc, argv);
    body();
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const std::exception& error) {
    std::cerr << app.get_name() << ": " << error.what() << '\n';
    return 2;
  }
  return 0;
}

}  // namespace telusur::bench
