#include "terminal.hpp"

#include <unistd.h>

#include <cstdlib>

namespace telusur::indexer {

bool is_terminal(int descriptor) {
  const char* type = std::getenv("TERM");
  return ::isatty(descriptor) == 1 && type != nullptr && std::string_view(type) != "dumb";
}

std::string printable(std::string_view text) {
  std::string out(text);
  for (char& byte : out) {
    const auto value = static_cast<unsigned char>(byte);
    if (value < 0x20 || value == 0x7F) {
      byte = ' ';
    }
  }
  return out;
}

}  // namespace telusur::indexer
