#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "auth/api_key.hpp"
#include "auth/key_table.hpp"

namespace telusur::server::auth {

/// The API keys of a server that has a master key.
///
/// Keys are looked for by an HMAC of what the client sent under a secret of this process: how long that takes says
/// nothing about any key. Thread-safe: many look, one changes at a time.
class KeyRing {
 public:
  /// Loads the keys. An empty table gets the two default ones: one that may search, one that may do everything.
  /// @throws std::invalid_argument when the master key has less than kMinMasterKeyBytes.
  KeyRing(std::string master_key, std::unique_ptr<KeyTable> table, std::size_t max_keys);

  bool is_master_key(std::string_view text) const;
  std::optional<ApiKey> by_key(std::string_view key) const;
  std::optional<ApiKey> by_uid(std::string_view uid) const;
  /// All keys, the newest first.
  std::vector<ApiKey> list() const;

  /// The key that clients send for this uid.
  std::string key_of(std::string_view uid) const { return derived_key(master_key_, uid); }

  enum class Added { kYes, kUidTaken, kTooMany };
  Added add(const ApiKey& key);
  /// Both return false when there is no key with this uid.
  bool replace(const ApiKey& key);
  bool remove(std::string_view uid);

  std::size_t max_keys() const noexcept { return max_keys_; }

 private:
  std::string lookup_of(std::string_view key) const;
  void insert(const ApiKey& key);

  const std::string master_key_;
  const std::string secret_;
  const std::string master_lookup_;
  const std::size_t max_keys_;
  const std::unique_ptr<KeyTable> table_;  // guarded by mutex_
  mutable std::shared_mutex mutex_;
  // Guarded by mutex_:
  std::unordered_map<std::string, ApiKey> by_uid_;
  std::unordered_map<std::string, std::string> uid_by_lookup_;
};

}  // namespace telusur::server::auth
