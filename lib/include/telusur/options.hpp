#pragma once

#include <chrono>
#include <filesystem>

namespace telusur {

/// How the library behaves in this process. A value type.
struct Options {
  /// Where compiled lexicons are kept between runs. Empty (default): `DATA/cache` for an Engine, memory only elsewhere.
  std::filesystem::path cache_dir = {};

  /// How long a writer waits for another process that writes to the same index, or publishes. Default 30 s; 0 = not at
  /// all.
  std::chrono::milliseconds lock_wait{30'000};

  /// Open the data directory without writing anything to it; a missing directory is then an error. Default false.
  bool read_only = false;
};

}  // namespace telusur
