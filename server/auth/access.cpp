#include "auth/access.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "api/error.hpp"
#include "api/json.hpp"
#include "auth/rights.hpp"

namespace telusur::server::auth {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kBlanks = " \t\r\n";

/// Appends the elements of a filter, all of which must hold.
void append(Json& all, const std::string& filter) {
  const std::size_t first = filter.find_first_not_of(kBlanks);
  if (first == std::string::npos) {
    return;
  }
  if (filter[first] != '[') {
    all.push_back(filter);
    return;
  }
  const std::optional<Json> elements = api::parse_json(filter);
  if (!elements || !elements->is_array()) {
    throw api::RequestError(400, "invalid_search_filter",
                            "The filter begins with '[' and must then be a JSON array of expressions.");
  }
  for (const Json& element : *elements) {
    all.push_back(element);
  }
}

}  // namespace

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

bool Access::sees_every_index() const noexcept { return (!key_ || grants_every_index(key_->indexes)) && !token_; }

void Access::require_index(std::string_view index) const {
  if (!sees(index)) {
    throw api::RequestError(403, "invalid_api_key", "The API key gives no access to this index.");
  }
}

SearchRequest Access::narrowed(std::string_view index, SearchRequest request) const {
  require_index(index);
  if (token_) {
    if (const std::string& filter = token_->rule_for(index)->filter; !filter.empty()) {
      request.filter = both_filters(filter, request.filter);
    }
  }
  return request;
}

std::string both_filters(const std::string& first, const std::string& second) {
  Json all = Json::array();
  append(all, first);
  append(all, second);
  return all.empty() ? std::string() : api::dump_json(all);
}

}  // namespace telusur::server::auth
