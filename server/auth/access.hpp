#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/api_key.hpp"
#include "auth/tenant_token.hpp"
#include "telusur/search.hpp"

namespace telusur::server::auth {

/// What one request may do and see: everything, or what an API key or a tenant token allows. Every route is given one
/// and reaches indexes by it. An immutable value; thread-safe.
class Access {
 public:
  /// Without a master key, and with it.
  static Access to_everything() { return {}; }
  static Access of_key(ApiKey key);
  /// The token narrows what its key allows.
  static Access of_token(ApiKey key, TenantToken token);

  /// True for a tenant token, which may search and nothing else.
  bool is_token() const noexcept { return token_.has_value(); }

  /// Uid of the key, or of the one that signed the token; "" without.
  std::string_view key_uid() const noexcept { return key_ ? std::string_view(key_->uid) : std::string_view(); }

  bool may(std::string_view action) const noexcept;
  bool sees(std::string_view index) const noexcept;
  bool sees_every_index() const noexcept;

  /// What it sees, as the key names it: uids, or the beginning of some with a `*` behind it. Without those of a token.
  std::vector<std::string> visible_indexes() const;

  /// Whether a write to this index makes it where it is missing: for those who may create it.
  bool may_create(std::string_view index) const noexcept { return may("indexes.create") && sees(index); }

  /// @throws api::RequestError invalid_api_key (403) unless it sees the index.
  void require_index(std::string_view index) const;

  /// The request within what the token lets see of this index. @throws api::RequestError as require_index.
  SearchRequest narrowed(std::string_view index, SearchRequest request) const;

 private:
  Access() = default;

  std::optional<ApiKey> key_;  ///< nothing: everything is allowed
  std::optional<TenantToken> token_;
};

}  // namespace telusur::server::auth
