#pragma once

#include <chrono>

namespace telusur {

/// How the library behaves in this process. A value type.
struct Options {
  /// How long a writer waits for another process that writes to the same index, or publishes. Default 30 s; 0 = not at
  /// all.
  std::chrono::milliseconds lock_wait{30'000};

  /// Open the data directory without writing anything to it; a missing directory is then an error. Default false.
  bool read_only = false;
};

}  // namespace telusur
