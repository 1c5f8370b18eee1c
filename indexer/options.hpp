#pragma once

#include "telusur/options.hpp"

namespace telusur::indexer {

/// The library's options in this program: what it reports goes to standard error.
Options program_options();

}  // namespace telusur::indexer
