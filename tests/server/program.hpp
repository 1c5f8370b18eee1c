#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support/process.hpp"
#include "support/wait_until.hpp"

namespace telusur::test {

inline std::vector<std::string> command(const std::vector<std::string>& arguments) {
  std::vector<std::string> all{TELUSUR_SERVER_PROGRAM};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

/// Waits for the line that names the address, and returns its port.
inline int port_of(Process& process) {
  REQUIRE_MESSAGE(wait_until([&] { return process.out().ends_with('\n') || process.exit_code(); }), process.err());
  const std::string out = process.out();
  REQUIRE_MESSAGE(out.starts_with("telusur-server listens on http://"), out, process.err());
  return std::stoi(out.substr(out.rfind(':') + 1));
}

inline bool one_sentence(const std::string& text) {
  return text.starts_with("telusur-server: ") && text.find('\n') == text.size() - 1;
}

/// Beside the line feed at the end.
inline bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end() - (text.empty() ? 0 : 1),
                     [](unsigned char value) { return value < 0x20 || value == 0x7F; });
}

}  // namespace telusur::test
