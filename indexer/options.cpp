#include "options.hpp"

#include <iostream>

#include "terminal.hpp"

namespace telusur::indexer {

Options program_options() {
  Options options;
  options.report = [](std::string_view line) { std::cerr << "telusur-indexer: " << printable(line) << '\n'; };
  return options;
}

}  // namespace telusur::indexer
