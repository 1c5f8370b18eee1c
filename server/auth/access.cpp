#include "auth/access.hpp"

#include <utility>

#include "api/error.hpp"
#include "auth/rights.hpp"

namespace telusur::server::auth {

Access Access::of_key(ApiKey key) {
  Access access;
  access.key_ = std::move(key);
  return access;
}

Access Access::of_token(ApiKey key, TenantToken token) {
  Access access = of_key(std::move(key));
  access.token_ = std::move(token);
  return access;
}

bool Access::may(std::string_view action) const noexcept {
  return (!token_ || action == "search") && (!key_ || grants_action(key_->actions, action));
}

bool Access::sees(std::string_view index) const noexcept {
  return (!key_ || grants_index(key_->indexes, index)) && (!token_ || token_->rule_for(index) != nullptr);
}

std::vector<std::string> Access::visible_indexes() const {
  return key_ ? key_->indexes : std::vector<std::string>{"*"};
}

bool Access::sees_every_index() const noexcept { return (!key_ || grants_every_index(key_->indexes)) && !token_; }

void Access::require_index(std::string_view index) const {
  if (!sees(index)) {
    throw api::RequestError(403, "invalid_api_key", "The API key gives no access to this index.");
  }
}

SearchRequest Access::narrowed(std::string_view index, SearchRequest request) const {
  require_index(index);
  if (token_) {
    request.within = token_->rule_for(index)->filter;
  }
  return request;
}

}  // namespace telusur::server::auth
