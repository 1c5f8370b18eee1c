#pragma once

#include <memory>
#include <string_view>

#include "admission/cross_origin.hpp"
#include "auth/access.hpp"
#include "auth/key_ring.hpp"
#include "auth/route_rules.hpp"
#include "net/http.hpp"
#include "net/router.hpp"

namespace telusur::server::auth {

/// Decides what the sender of a request may do. Thread-safe.
class Authorizer {
 public:
  /// Without keys, everything is allowed but the routes of keys. Both must outlive it.
  Authorizer(const KeyRing* keys, const admission::CrossOrigin& origins) : keys_(keys), origins_(origins) {}

  /// The access that a matched route is called with.
  /// @throws api::RequestError missing_authorization_header, missing_master_key (401), invalid_api_key (403); without
  /// keys origin_not_allowed (403) for what a page of another machine would change.
  Access authorize(const net::Request& request, const RouteRule& rule, const net::RouteMatch& match) const;

 private:
  Access access_of(const net::Request& request, const RouteRule& rule) const;
  Access token_access(std::string_view text) const;

  const KeyRing* keys_;
  const admission::CrossOrigin& origins_;
};

}  // namespace telusur::server::auth
