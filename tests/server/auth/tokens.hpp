#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "auth/crypto.hpp"

namespace telusur::test {

inline std::string base64url(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8 | static_cast<unsigned char>(c)) & 0xFFFFFF;
    for (count += 8; count >= 6; count -= 6) {
      out += kDigits[bits >> (count - 6) & 0x3F];
    }
  }
  if (count > 0) {
    out += kDigits[bits << (6 - count) & 0x3F];
  }
  return out;
}

/// A token with these texts as header and claims, whatever they are, signed by HMAC.
inline std::string signed_token(std::string_view header, std::string_view claims, std::string_view key,
                                server::auth::Digest digest = server::auth::Digest::kSha256) {
  const std::string text = base64url(header) + "." + base64url(claims);
  return text + "." + base64url(server::auth::hmac(digest, key, text));
}

/// A token as clients make it.
inline std::string tenant_token(std::string_view key_uid, std::string_view key, const nlohmann::json& rules,
                                const nlohmann::json& expiry = nullptr) {
  nlohmann::json claims{{"searchRules", rules}, {"apiKeyUid", key_uid}};
  if (!expiry.is_null()) {
    claims["exp"] = expiry;
  }
  return signed_token(R"({"alg":"HS256","typ":"JWT"})", claims.dump(), key);
}

}  // namespace telusur::test
