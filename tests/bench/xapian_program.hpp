#pragma once

#include <xapian.h>

#include <iostream>

#include "bench/program.hpp"

namespace telusur::bench {

/// `run_program` for one that uses Xapian itself, whose errors are no std::exception.
template <typename Body>
int run_xapian_program(CLI::App& app, int argc, char** argv, Body&& body) {
  try {
    return run_program(app, argc, argv, body);
  } catch (const Xapian::Error& error) {
    std::cerr << app.get_name() << ": " << error.get_description() << '\n';
    return 2;
  }
}

}  // namespace telusur::bench
