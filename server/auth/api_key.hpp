#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/time.hpp"

namespace telusur::server::auth {

/// What is stored of an API key: everything but the key itself, which follows from the uid and the master key.
struct ApiKey {
  std::string uid;  ///< a UUID in lower case
  std::optional<std::string> name = {};
  std::optional<std::string> description = {};
  std::vector<std::string> actions = {};
  std::vector<std::string> indexes = {};
  std::optional<api::Timestamp> expires_at = {};
  api::Timestamp created_at = {};
  api::Timestamp updated_at = {};

  bool expired(api::Timestamp moment) const noexcept { return expires_at && *expires_at <= moment; }
};

/// The least length of a master key: what is shorter can be guessed.
inline constexpr std::size_t kMinMasterKeyBytes = 16;

/// The key that clients send: HMAC-SHA256 of the uid under the master key, in hexadecimal digits.
std::string derived_key(std::string_view master_key, std::string_view uid);

}  // namespace telusur::server::auth
