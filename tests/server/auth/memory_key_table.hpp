#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "auth/key_table.hpp"

namespace telusur::test {

/// What a KeyTable stores, which outlives it; `fails` stands for a full disk.
struct StoredKeys {
  std::map<std::string, server::auth::ApiKey> keys;
  bool fails = false;
};

class MemoryKeyTable final : public server::auth::KeyTable {
 public:
  explicit MemoryKeyTable(StoredKeys& stored) : stored_(stored) {}

  std::vector<server::auth::ApiKey> load() override {
    std::vector<server::auth::ApiKey> out;
    for (const auto& [uid, key] : stored_.keys) {
      out.push_back(key);
    }
    return out;
  }
  void put(const server::auth::ApiKey& key) override {
    if (stored_.fails) {
      throw std::runtime_error("full");
    }
    stored_.keys[key.uid] = key;
  }
  void remove(std::string_view uid) override {
    if (stored_.fails) {
      throw std::runtime_error("full");
    }
    stored_.keys.erase(std::string(uid));
  }

 private:
  StoredKeys& stored_;
};

}  // namespace telusur::test
