#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/error.hpp"
#include "api/json.hpp"
#include "api/parameters.hpp"
#include "api/payload.hpp"
#include "auth/crypto.hpp"
#include "auth/key_json.hpp"
#include "routes/routes.hpp"

namespace telusur::server::routes {

namespace {

using Json = nlohmann::ordered_json;

net::Response answer(const auth::KeyRing& ring, const auth::ApiKey& key, int status = 200) {
  net::Response response = api::json_response(api::dump_json(auth::key_json(key, ring.key_of(key.uid))));
  response.status = status;
  return response;
}

api::RequestError not_found() { return {404, "api_key_not_found", "There is no API key with this uid or value."}; }

/// The key that a path names by its uid or by itself.
auth::ApiKey named(const auth::KeyRing& ring, const std::string& name) {
  std::optional<auth::ApiKey> key = auth::is_uuid(name) ? ring.by_uid(name) : ring.by_key(name);
  if (!key) {
    throw not_found();
  }
  return std::move(*key);
}

net::Response list_keys(const auth::KeyRing& ring, const net::Request& request) {
  const api::Parameters parameters(request.query, {"offset", "limit"});
  const std::uint64_t offset = parameters.number("offset", "invalid_api_key_offset").value_or(0);
  const std::uint64_t limit = parameters.number("limit", "invalid_api_key_limit").value_or(api::kDefaultListLimit);
  const std::vector<auth::ApiKey> all = ring.list();
  Json results = Json::array();
  for (std::uint64_t i = offset; i < all.size() && results.size() < limit; ++i) {
    results.push_back(auth::key_json(all[i], ring.key_of(all[i].uid)));
  }
  return api::json_response(
      api::dump_json(Json{{"results", results}, {"offset", offset}, {"limit", limit}, {"total", all.size()}}));
}

net::Response create_key(auth::KeyRing& ring, const net::Request& request) {
  api::require_json(request);
  const auth::ApiKey key = auth::key_from(request.body, api::now());
  switch (ring.add(key)) {
    case auth::KeyRing::Added::kUidTaken:
      throw api::RequestError(409, "api_key_already_exists",
                              "There is already an API key with the uid " + key.uid + ".");
    case auth::KeyRing::Added::kTooMany:
      throw api::RequestError(
          400, "too_many_api_keys",
          "There are already " + std::to_string(ring.max_keys()) + " API keys, and no more are allowed; delete some.");
    case auth::KeyRing::Added::kYes:
      break;
  }
  return answer(ring, key, 201);
}

net::Response change_key(auth::KeyRing& ring, const net::Request& request, const std::string& name) {
  api::require_json(request);
  const auth::ApiKey key = auth::changed_key(named(ring, name), request.body, api::now());
  if (!ring.replace(key)) {
    throw not_found();
  }
  return answer(ring, key);
}

net::Response delete_key(auth::KeyRing& ring, const std::string& name) {
  if (!ring.remove(named(ring, name).uid)) {
    throw not_found();
  }
  return {.status = 204};
}

}  // namespace

void add_key_routes(net::Router& router, auth::KeyRing* ring) {
  // Without a ring nobody gets as far as a handler: see auth::Authorizer.
  router.add("GET", "/keys",
             [ring](const net::Request& request, const net::PathParameters&) { return list_keys(*ring, request); });
  router.add("POST", "/keys",
             [ring](const net::Request& request, const net::PathParameters&) { return create_key(*ring, request); });
  router.add("GET", "/keys/{key}", [ring](const net::Request&, const net::PathParameters& path) {
    return answer(*ring, named(*ring, path[0]));
  });
  router.add("PATCH", "/keys/{key}", [ring](const net::Request& request, const net::PathParameters& path) {
    return change_key(*ring, request, path[0]);
  });
  router.add("DELETE", "/keys/{key}",
             [ring](const net::Request&, const net::PathParameters& path) { return delete_key(*ring, path[0]); });
}

}  // namespace telusur::server::routes
