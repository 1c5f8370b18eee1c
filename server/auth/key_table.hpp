#pragma once

#include <string_view>
#include <vector>

#include "auth/api_key.hpp"

namespace telusur::server::auth {

/// Where API keys are stored. Called by one thread at a time; what a call has returned from is on disk.
class KeyTable {
 public:
  KeyTable() = default;
  KeyTable(const KeyTable&) = delete;
  KeyTable& operator=(const KeyTable&) = delete;
  virtual ~KeyTable() = default;

  virtual std::vector<ApiKey> load() = 0;
  /// Adds a key, or replaces the one with its uid.
  virtual void put(const ApiKey& key) = 0;
  virtual void remove(std::string_view uid) = 0;
};

}  // namespace telusur::server::auth
