#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace telusur::indexer {

/// Refuses an empty text where a name is wanted: nobody means it, and it is what a variable of a script has that was
/// not set.
inline CLI::Validator not_empty() {
  return {[](const std::string& text) { return text.empty() ? "an empty text names nothing" : std::string(); }, ""};
}

}  // namespace telusur::indexer
