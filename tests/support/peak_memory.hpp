#pragma once

#include <cstdlib>
#include <fstream>
#include <string>

namespace telusur::test {

/// Peak resident memory of this process in KB, since its start or the last `forget_peak`.
inline long peak_kb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) {
      return std::atol(line.c_str() + 6);
    }
  }
  return 0;
}

/// The peak begins anew, with what is resident now.
inline void forget_peak() { std::ofstream("/proc/self/clear_refs") << 5; }

}  // namespace telusur::test
