#pragma once

#include <string>
#include <string_view>

namespace telusur::indexer {

/// True when the file descriptor is a terminal that understands escape sequences.
bool is_terminal(int descriptor);

/// `text` with each ASCII control character as a space: what comes from documents must not steer a terminal.
std::string printable(std::string_view text);

}  // namespace telusur::indexer
