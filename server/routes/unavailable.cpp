#include <algorithm>
#include <string>
#include <string_view>

#include "api/error.hpp"
#include "routes/routes.hpp"

namespace telusur::server::routes {

namespace {

struct Unavailable {
  std::string_view pattern;
  std::string_view methods;  ///< separated by spaces
};

constexpr Unavailable kRoutes[] = {
    {"/experimental-features", "GET PATCH"},
    {"/network", "GET PATCH"},
    {"/webhooks", "GET POST"},
    {"/webhooks/{uid}", "GET PATCH DELETE"},
    {"/chats", "GET"},
    {"/chats/{workspace}", "GET DELETE"},
    {"/chats/{workspace}/settings", "GET PATCH DELETE"},
    {"/chats/{workspace}/chat/completions", "POST"},
    {"/dynamic-search-rules", "GET POST DELETE"},
    {"/dynamic-search-rules/{rule}", "GET PATCH DELETE"},
    {"/render-template", "POST"},
    {"/export", "POST"},
    {"/batches", "GET"},
    {"/batches/{uid}", "GET"},
    {"/tasks/{uid}/documents", "GET"},
    {"/indexes/{uid}/fields", "POST"},
    {"/indexes/{uid}/compact", "POST"},
    {"/indexes/{uid}/documents/edit", "POST"},
};

net::Response unavailable(const net::Request& request, const net::PathParameters&) {
  return api::error_response(400, "feature_not_available",
                             request.method + " " + request.path +
                                 " is not available in this version; server/API.md lists the routes that are.");
}

}  // namespace

std::vector<std::pair<std::string_view, std::string_view>> unavailable_routes() {
  std::vector<std::pair<std::string_view, std::string_view>> out;
  for (const Unavailable& route : kRoutes) {
    std::string_view methods = route.methods;
    while (!methods.empty()) {
      const std::string_view method = methods.substr(0, methods.find(' '));
      out.emplace_back(method, route.pattern);
      methods.remove_prefix(std::min(method.size() + 1, methods.size()));
    }
  }
  return out;
}

void add_unavailable_routes(net::Router& router) {
  for (const auto& [method, pattern] : unavailable_routes()) {
    router.add(method, pattern, unavailable);
  }
}

}  // namespace telusur::server::routes
