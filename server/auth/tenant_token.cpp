#include "auth/tenant_token.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "api/json.hpp"
#include "auth/crypto.hpp"
#include "auth/rights.hpp"

namespace telusur::server::auth {

namespace {

using Json = nlohmann::ordered_json;

/// The last second that a Timestamp can hold, roughly: whoever writes more means "never".
constexpr double kMaxSeconds = 253'402'300'799;  // the end of the year 9999

struct Pieces {
  std::string_view header;
  std::string_view claims;
  std::string_view signature;
  std::string_view signed_text;  ///< header and claims with the dot between them
};

std::optional<Pieces> split(std::string_view text) {
  const std::size_t first = text.find('.');
  const std::size_t last = text.rfind('.');
  if (first == last || text.find('.', first + 1) != last) {
    return std::nullopt;
  }
  return Pieces{text.substr(0, first), text.substr(first + 1, last - first - 1), text.substr(last + 1),
                text.substr(0, last)};
}

/// The JSON object in a piece of a token.
std::optional<Json> object_in(std::string_view piece) {
  const std::optional<std::string> text = base64url_decoded(piece);
  std::optional<Json> value = text ? api::parse_json(*text) : std::nullopt;
  return value && value->is_object() ? std::move(value) : std::nullopt;
}

std::optional<Digest> digest_of(const Json& header) {
  // Only our own list of algorithms counts, and each takes the same secret: there is none to confuse it with.
  const auto algorithm = header.find("alg");
  if (algorithm == header.end() || header.contains("crit")) {
    return std::nullopt;
  }
  constexpr std::pair<const char*, Digest> kAlgorithms[] = {
      {"HS256", Digest::kSha256}, {"HS384", Digest::kSha384}, {"HS512", Digest::kSha512}};
  for (const auto& [name, digest] : kAlgorithms) {
    if (*algorithm == name) {
      return digest;
    }
  }
  return std::nullopt;
}

/// The filter of a rule: null and {} have none. Nothing when it is not a rule.
std::optional<std::string> filter_of(const Json& rule) {
  if (rule.is_null() || (rule.is_object() && rule.empty())) {
    return "";
  }
  const auto filter = rule.find("filter");
  if (!rule.is_object() || rule.size() != 1 || filter == rule.end()) {
    return std::nullopt;  // what is not understood could be a restriction
  }
  if (filter->is_null()) {
    return "";
  }
  if (filter->is_string()) {
    return filter->get<std::string>();
  }
  return filter->is_array() ? std::optional(api::dump_json(*filter)) : std::nullopt;
}

std::optional<std::vector<SearchRule>> rules_of(const Json& claim) {
  std::vector<SearchRule> rules;
  const auto take = [&rules](const std::string& pattern, std::optional<std::string> filter) {
    const bool good = filter && is_index_pattern(pattern);
    if (good) {
      rules.push_back({pattern, std::move(*filter)});
    }
    return good;
  };
  if (claim.is_array()) {
    const bool good =
        std::all_of(claim.begin(), claim.end(), [&](const Json& one) { return one.is_string() && take(one, ""); });
    return good ? std::optional(std::move(rules)) : std::nullopt;
  }
  if (!claim.is_object()) {
    return claim == "*" && take("*", "") ? std::optional(std::move(rules)) : std::nullopt;
  }
  for (const auto& [pattern, rule] : claim.items()) {
    if (!take(pattern, filter_of(rule))) {
      return std::nullopt;
    }
  }
  return rules;
}

std::optional<TenantToken> token_of(const Json& claims) {
  TenantToken token;
  const auto uid = claims.find("apiKeyUid");
  const auto rules = claims.find("searchRules");
  if (uid == claims.end() || !uid->is_string() || rules == claims.end()) {
    return std::nullopt;
  }
  token.key_uid = uid->get<std::string>();
  std::optional<std::vector<SearchRule>> read = rules_of(*rules);
  if (!read) {
    return std::nullopt;
  }
  token.rules = std::move(*read);
  if (const auto expiry = claims.find("exp"); expiry != claims.end() && !expiry->is_null()) {
    const double seconds = expiry->is_number() ? expiry->get<double>() : -1;
    if (!(seconds >= 0)) {
      return std::nullopt;
    }
    token.expires_at = static_cast<api::Timestamp>(std::floor(std::min(seconds, kMaxSeconds))) * 1'000'000;
  }
  return token;
}

}  // namespace

const SearchRule* TenantToken::rule_for(std::string_view index) const noexcept {
  const SearchRule* best = nullptr;
  for (const SearchRule& rule : rules) {
    const bool exact = rule.pattern == index;
    if (exact ||
        (pattern_fits(rule.pattern, index) && (best == nullptr || rule.pattern.size() > best->pattern.size()))) {
      best = &rule;
    }
    if (exact) {
      break;
    }
  }
  return best;
}

bool looks_like_token(std::string_view text) noexcept { return std::count(text.begin(), text.end(), '.') == 2; }

std::optional<TenantToken> read_tenant_token(std::string_view text, const SigningKey& signing_key) {
  const std::optional<Pieces> pieces = split(text);
  if (!pieces) {
    return std::nullopt;
  }
  const std::optional<Json> header = object_in(pieces->header);
  const std::optional<Json> claims = object_in(pieces->claims);
  const std::optional<std::string> signature = base64url_decoded(pieces->signature);
  const std::optional<Digest> digest = header ? digest_of(*header) : std::nullopt;
  std::optional<TenantToken> token = claims ? token_of(*claims) : std::nullopt;
  if (!digest || !signature || !token) {
    return std::nullopt;
  }
  const std::optional<std::string> key = signing_key(token->key_uid);
  const bool genuine = key && equal_in_constant_time(hmac(*digest, *key, pieces->signed_text), *signature);
  return genuine ? std::move(token) : std::nullopt;
}

}  // namespace telusur::server::auth
