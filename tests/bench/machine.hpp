#pragma once

#include <string>

namespace telusur::bench {

/// Where a measurement was made.
struct Machine {
  std::string processor;
  unsigned cores = 0;
  double memory_gb = 0;  ///< 10^9 bytes
  std::string system;    ///< kernel and its release
  std::string compiler;
  std::string date;  ///< RFC 3339, UTC
};

/// Describes this machine; what cannot be found out is "unknown" or 0.
Machine describe_machine();

}  // namespace telusur::bench
