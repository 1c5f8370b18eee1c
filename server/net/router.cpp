#include "net/router.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace telusur::server::net {

namespace {

bool is_parameter(std::string_view piece) { return piece.starts_with('{'); }
bool takes_the_rest(std::string_view piece) { return piece.ends_with("...}"); }

std::vector<std::string> split(std::string_view pattern) {
  std::vector<std::string> pieces;
  for (std::size_t begin = pattern.starts_with('/') ? 1 : 0; begin < pattern.size();) {
    const std::size_t slash = std::min(pattern.find('/', begin), pattern.size());
    pieces.emplace_back(pattern.substr(begin, slash - begin));
    begin = slash + 1;
  }
  return pieces;
}

std::string joined(const std::vector<std::string>& segments, std::size_t from) {
  std::string out = segments[from];
  for (std::size_t i = from + 1; i < segments.size(); ++i) {
    out += '/';
    out += segments[i];
  }
  return out;
}

std::optional<PathParameters> match(const std::vector<std::string>& pieces, const std::vector<std::string>& segments) {
  PathParameters parameters;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i >= segments.size()) {
      return std::nullopt;
    }
    if (takes_the_rest(pieces[i])) {
      parameters.push_back(joined(segments, i));
      return parameters;
    }
    if (is_parameter(pieces[i])) {
      parameters.push_back(segments[i]);
    } else if (pieces[i] != segments[i]) {
      return std::nullopt;
    }
  }
  return pieces.size() == segments.size() ? std::optional(std::move(parameters)) : std::nullopt;
}

}  // namespace

void Router::add_route(std::string_view method, std::string_view pattern, RouteHandler handler, bool heeds_access) {
  routes_.push_back({std::string(method), std::string(pattern), split(pattern), std::move(handler), heeds_access});
}

std::vector<std::pair<std::string_view, std::string_view>> Router::routes() const {
  std::vector<std::pair<std::string_view, std::string_view>> out;
  for (const Route& route : routes_) {
    out.emplace_back(route.method, route.pattern);
  }
  return out;
}

RouteMatch Router::find(std::string_view method, const std::vector<std::string>& segments) const {
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  for (const Route& route : routes_) {
    if (route.method == wanted) {
      if (std::optional<PathParameters> parameters = match(route.pieces, segments)) {
        return {&route.handler, std::move(*parameters), route.pattern, route.heeds_access, {}};
      }
    }
  }
  return {nullptr, {}, {}, false, methods(segments)};
}

std::vector<std::string> Router::methods(const std::vector<std::string>& segments) const {
  std::vector<std::string> found;
  const auto note = [&found](const std::string& method) {
    if (std::find(found.begin(), found.end(), method) == found.end()) {
      found.push_back(method);
    }
  };
  for (const Route& route : routes_) {
    if (match(route.pieces, segments)) {
      note(route.method);
      if (route.method == "GET") {
        note("HEAD");
      }
    }
  }
  return found;
}

}  // namespace telusur::server::net
