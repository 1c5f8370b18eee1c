#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "net/http.hpp"

namespace telusur::server::auth {
class Access;
}

namespace telusur::server::net {

/// What the `{name}` pieces of a pattern stood for, in the order of the pattern.
using PathParameters = std::vector<std::string>;

/// Answers a request of a route; the access says what its sender may see.
using RouteHandler = std::function<Response(const Request&, const PathParameters&, const auth::Access&)>;

/// What a router found for a request.
struct RouteMatch {
  const RouteHandler* handler = nullptr;  ///< nullptr: no route for this method and path; owned by the router
  PathParameters parameters;
  std::string_view pattern;          ///< of the route found; owned by the router
  bool heeds_access = false;         ///< the handler takes the access
  std::vector<std::string> allowed;  ///< the methods that the path takes when `handler` is nullptr; empty: no such path
};

/// Finds the handler of a request by comparing strings, piece by piece; no regular expression sees a path.
///
/// Constant after set-up, and then thread-safe. Finding costs one comparison a route.
class Router {
 public:
  /// Adds a route. A pattern is made of pieces: "/indexes/{uid}/documents/{id...}"; `{name}` stands for one piece,
  /// `{name...}`, at the end only, for one or more, joined by '/'. Of two patterns that fit, the one added first wins.
  /// A GET route answers HEAD too. A handler may leave out the access, the last of RouteHandler's parameters; then it
  /// is called only for who may see everything that it could show.
  template <class Function>
  void add(std::string_view method, std::string_view pattern, Function handler) {
    if constexpr (std::is_invocable_v<Function, const Request&, const PathParameters&, const auth::Access&>) {
      add_route(method, pattern, std::move(handler), true);
    } else {
      add_route(
          method, pattern,
          [handler = std::move(handler)](const Request& request, const PathParameters& path, const auth::Access&) {
            return handler(request, path);
          },
          false);
    }
  }

  RouteMatch find(std::string_view method, const std::vector<std::string>& segments) const;

  /// The methods of a path, without OPTIONS; empty when there is no such path.
  std::vector<std::string> methods(const std::vector<std::string>& segments) const;

  /// Method and pattern of every route, in the order in which they were added.
  std::vector<std::pair<std::string_view, std::string_view>> routes() const;

 private:
  struct Route {
    std::string method;
    std::string pattern;
    std::vector<std::string> pieces;
    RouteHandler handler;
    bool heeds_access;
  };

  void add_route(std::string_view method, std::string_view pattern, RouteHandler handler, bool heeds_access);

  std::vector<Route> routes_;
};

}  // namespace telusur::server::net
