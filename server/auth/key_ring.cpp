#include "auth/key_ring.hpp"

#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "auth/crypto.hpp"

namespace telusur::server::auth {

namespace {

constexpr std::size_t kSecretBytes = 32;

void check(std::string_view master_key) {
  if (master_key.size() < kMinMasterKeyBytes) {
    throw std::invalid_argument("the master key has " + std::to_string(master_key.size()) +
                                " bytes but needs at least " + std::to_string(kMinMasterKeyBytes));
  }
}

ApiKey default_key(std::string_view name, std::string_view description, std::string_view action) {
  const api::Timestamp moment = api::now();
  return {.uid = random_uuid(),
          .name = std::string(name),
          .description = std::string(description),
          .actions = {std::string(action)},
          .indexes = {"*"},
          .created_at = moment,
          .updated_at = moment};
}

}  // namespace

KeyRing::KeyRing(std::string master_key, std::unique_ptr<KeyTable> table, std::size_t max_keys)
    : master_key_(std::move(master_key)),
      secret_(random_bytes(kSecretBytes)),
      master_lookup_(lookup_of(master_key_)),
      max_keys_(max_keys),
      table_(std::move(table)) {
  check(master_key_);
  for (const ApiKey& key : table_->load()) {
    insert(key);
  }
  if (by_uid_.empty()) {
    add(default_key("Default Search API Key", "For pages and apps: it may search every index and do nothing else.",
                    "search"));
    add(default_key("Default Admin API Key",
                    "For your own programs: it may do everything. Keep it away from pages and apps.", "*"));
  }
}

std::string KeyRing::lookup_of(std::string_view key) const { return hmac(Digest::kSha256, secret_, key); }

void KeyRing::insert(const ApiKey& key) {
  uid_by_lookup_[lookup_of(key_of(key.uid))] = key.uid;
  by_uid_[key.uid] = key;
}

bool KeyRing::is_master_key(std::string_view text) const {
  return equal_in_constant_time(lookup_of(text), master_lookup_);
}

std::optional<ApiKey> KeyRing::by_key(std::string_view key) const {
  const std::string lookup = lookup_of(key);
  const std::shared_lock lock(mutex_);
  const auto uid = uid_by_lookup_.find(lookup);
  return uid == uid_by_lookup_.end() ? std::nullopt : std::optional(by_uid_.at(uid->second));
}

std::optional<ApiKey> KeyRing::by_uid(std::string_view uid) const {
  const std::shared_lock lock(mutex_);
  const auto found = by_uid_.find(std::string(uid));
  return found == by_uid_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<ApiKey> KeyRing::list() const {
  std::vector<ApiKey> keys;
  {
    const std::shared_lock lock(mutex_);
    for (const auto& [uid, key] : by_uid_) {
      keys.push_back(key);
    }
  }
  std::sort(keys.begin(), keys.end(), [](const ApiKey& a, const ApiKey& b) {
    return std::tie(b.created_at, a.uid) < std::tie(a.created_at, b.uid);
  });
  return keys;
}

KeyRing::Added KeyRing::add(const ApiKey& key) {
  const std::unique_lock lock(mutex_);
  if (by_uid_.contains(key.uid)) {
    return Added::kUidTaken;
  }
  if (by_uid_.size() >= max_keys_) {
    return Added::kTooMany;
  }
  table_->put(key);
  insert(key);
  return Added::kYes;
}

bool KeyRing::replace(const ApiKey& key) {
  const std::unique_lock lock(mutex_);
  if (!by_uid_.contains(key.uid)) {
    return false;
  }
  table_->put(key);
  by_uid_[key.uid] = key;
  return true;
}

bool KeyRing::remove(std::string_view uid) {
  const std::unique_lock lock(mutex_);
  const auto found = by_uid_.find(std::string(uid));
  if (found == by_uid_.end()) {
    return false;
  }
  table_->remove(uid);
  uid_by_lookup_.erase(lookup_of(key_of(uid)));
  by_uid_.erase(found);
  return true;
}

}  // namespace telusur::server::auth
