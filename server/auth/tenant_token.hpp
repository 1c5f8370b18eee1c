#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/time.hpp"

namespace telusur::server::auth {

/// What a tenant token says about one index, or about those that a pattern fits.
struct SearchRule {
  std::string pattern;      ///< "*", a uid, or a beginning of one with '*'
  std::string filter = {};  ///< as in a search request: an expression, or an array as JSON; "" = every document
};

/// The claims of a token whose signature has been verified.
struct TenantToken {
  std::string key_uid;
  std::vector<SearchRule> rules;
  std::optional<api::Timestamp> expires_at;  ///< valid before it

  /// The rule that counts for an index: its own, else that of the longest pattern that fits; nullptr: none, no access.
  const SearchRule* rule_for(std::string_view index) const noexcept;
};

/// The key that a token of this API key uid is signed with, or nothing.
using SigningKey = std::function<std::optional<std::string>(std::string_view uid)>;

/// True when the text could be a token and no API key: it has two dots.
bool looks_like_token(std::string_view text) noexcept;

/// Reads a JSON Web Token signed by HMAC with SHA-256, SHA-384 or SHA-512. Nothing when anything is amiss: another
/// algorithm ("none" among them), critical extensions, a wrong signature, claims of a wrong type, unknown search rules.
/// The expiry is left to the caller.
std::optional<TenantToken> read_tenant_token(std::string_view text, const SigningKey& signing_key);

}  // namespace telusur::server::auth
