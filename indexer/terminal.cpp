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
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto value = static_cast<unsigned char>(out[i]);
    if (value < 0x20 || value == 0x7F) {
      out[i] = ' ';
    }
    // U+0080 to U+009F: terminals take U+009B for ESC [.
    if (value == 0xC2 && i + 1 < out.size() && static_cast<unsigned char>(out[i + 1]) < 0xA0) {
      out.replace(i, 2, 2, ' ');
    }
  }
  return out;
}

}  // namespace telusur::indexer
