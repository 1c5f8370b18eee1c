#include "auth/authorizer.hpp"

#include <optional>
#include <string>
#include <utility>

#include "api/error.hpp"
#include "api/time.hpp"
#include "auth/origin.hpp"

namespace telusur::server::auth {

namespace {

/// One answer for all that is wrong with a key, so that nobody learns which keys there are or were.
api::RequestError invalid_key() { return {403, "invalid_api_key", "The provided API key is invalid."}; }

/// What follows "Bearer " in the Authorization header; nothing without such a header.
std::optional<std::string_view> bearer(const net::Request& request) {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view value = request.header("Authorization");
  if (!net::equal_ignoring_case(value.substr(0, kScheme.size()), kScheme)) {
    return std::nullopt;
  }
  const std::string_view credentials = value.substr(kScheme.size());
  return credentials.substr(std::min(credentials.find_first_not_of(' '), credentials.size()));
}

}  // namespace

Access Authorizer::authorize(const net::Request& request, const RouteRule& rule, const net::RouteMatch& match) const {
  if (rule.scope == Scope::kNothing) {
    return Access::to_everything();
  }
  Access access = access_of(request, rule);
  if (!access.may(rule.action)) {
    throw invalid_key();
  }
  // A handler that does not take the access cannot heed it: then only who sees everything may call it.
  const bool heeded = match.heeds_access;
  if (access.is_token() && !(rule.for_tokens && heeded)) {
    throw invalid_key();
  }
  switch (rule.scope) {
    case Scope::kIndex:
      access.require_index(match.parameters.at(0));
      break;
    case Scope::kNamed:
    case Scope::kListed:
      if (!heeded && !access.sees_every_index()) {
        throw invalid_key();
      }
      break;
    default:
      if (!access.sees_every_index()) {
        throw invalid_key();
      }
  }
  return access;
}

Access Authorizer::access_of(const net::Request& request, const RouteRule& rule) const {
  if (keys_ == nullptr) {
    if (rule.action.starts_with("keys.")) {
      throw api::RequestError(401, "missing_master_key",
                              "This server has no master key, and so no API keys; start it with --master-key.");
    }
    if (!only_reads(rule.action)) {
      require_own_origin(request, origins_);
    }
    return Access::to_everything();
  }
  const std::optional<std::string_view> text = bearer(request);
  if (!text) {
    throw api::RequestError(401, "missing_authorization_header",
                            "The Authorization header is missing; it must say 'Bearer' and an API key.");
  }
  if (keys_->is_master_key(*text)) {
    return Access::to_everything();
  }
  if (std::optional<ApiKey> key = keys_->by_key(*text); key && !key->expired(api::now())) {
    return Access::of_key(std::move(*key));
  }
  return token_access(*text);
}

Access Authorizer::token_access(std::string_view text) const {
  std::optional<ApiKey> key;
  const auto signing_key = [&](std::string_view uid) {
    key = keys_->by_uid(uid);
    return key ? std::optional(keys_->key_of(key->uid)) : std::nullopt;
  };
  std::optional<TenantToken> token = looks_like_token(text) ? read_tenant_token(text, signing_key) : std::nullopt;
  const api::Timestamp moment = api::now();
  if (!token || key->expired(moment) || (token->expires_at && *token->expires_at <= moment)) {
    throw invalid_key();
  }
  return Access::of_token(std::move(*key), std::move(*token));
}

}  // namespace telusur::server::auth
