#pragma once

#include <span>
#include <string_view>

namespace telusur::server::auth {

/// What a route works on, and so which indexes a key must see.
enum class Scope {
  kNothing,  ///< nothing that needs protection: no key is asked for
  kIndex,    ///< the index that the path names; checked before the route is called
  kNamed,    ///< indexes that the request names elsewhere; the route checks each by `Access`
  kListed,   ///< the route shows of all indexes those that `Access` sees
  kServer,   ///< the server as a whole: a key for every index
};

/// What a route asks of the sender.
struct RouteRule {
  std::string_view method;
  std::string_view pattern;
  std::string_view action;  ///< one of the actions of keys; "" with kNothing
  Scope scope = Scope::kServer;
  bool for_tokens = false;  ///< tenant tokens may use it: it reaches documents through VisibleIndex alone
};

/// Every route's rule: the one table. A route that has none is refused to everybody, and a test fails.
std::span<const RouteRule> route_rules() noexcept;

/// The rule of a route, by the method that it was added with; nullptr: there is none.
const RouteRule* rule_of(std::string_view method, std::string_view pattern) noexcept;

/// True when the action changes nothing.
bool only_reads(std::string_view action) noexcept;

}  // namespace telusur::server::auth
