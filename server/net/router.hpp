#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "net/http.hpp"

namespace telusur::server::net {

/// What the `{name}` pieces of a pattern stood for, in the order of the pattern.
using PathParameters = std::vector<std::string>;

using RouteHandler = std::function<Response(const Request&, const PathParameters&)>;

/// What a router found for a request.
struct RouteMatch {
  const RouteHandler* handler = nullptr;  ///< nullptr: no route for this method and path; owned by the router
  PathParameters parameters;
  std::string_view pattern;          ///< of the route found; owned by the router
  std::vector<std::string> allowed;  ///< the methods that the path takes when `handler` is nullptr; empty: no such path
};

/// Finds the handler of a request by comparing strings, piece by piece; no regular expression sees a path.
///
/// Constant after set-up, and then thread-safe. Finding costs one comparison a route.
class Router {
 public:
  /// Adds a route. A pattern is made of pieces: "/indexes/{uid}/documents/{id...}"; `{name}` stands for one piece,
  /// `{name...}`, at the end only, for one or more, joined by '/'. Of two patterns that fit, the one added first wins.
  /// A GET route answers HEAD too.
  void add(std::string_view method, std::string_view pattern, RouteHandler handler);

  RouteMatch find(std::string_view method, const std::vector<std::string>& segments) const;

  /// The methods of a path, without OPTIONS; empty when there is no such path.
  std::vector<std::string> methods(const std::vector<std::string>& segments) const;

 private:
  struct Route {
    std::string method;
    std::string pattern;
    std::vector<std::string> pieces;
    RouteHandler handler;
  };
  std::vector<Route> routes_;
};

}  // namespace telusur::server::net
