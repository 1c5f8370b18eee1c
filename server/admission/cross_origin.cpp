#include "admission/cross_origin.hpp"

#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace telusur::server::admission {

namespace {

bool is_origin(std::string_view text) {
  const std::size_t scheme = text.find("://");
  return scheme != std::string_view::npos && scheme > 0 && text.size() > scheme + 3 &&
         text.find_first_of("/?# ,*", scheme + 3) == std::string_view::npos;
}

std::vector<std::string> checked(std::vector<std::string> origins) {
  for (const std::string& origin : origins) {
    if (origin != "*" && !is_origin(origin)) {
      throw std::invalid_argument("'" + origin + "' is not an origin: it must be '*', or SCHEME://HOST or " +
                                  "SCHEME://HOST:PORT without a path, for example https://example.org");
    }
  }
  return origins;
}

}  // namespace

CrossOrigin::CrossOrigin(std::vector<std::string> origins) : origins_(checked(std::move(origins))) {}

void CrossOrigin::replace(std::vector<std::string> origins) {
  std::vector<std::string> next = checked(std::move(origins));
  const std::unique_lock lock(mutex_);
  origins_ = std::move(next);
}

bool CrossOrigin::lists(std::string_view origin) const {
  const std::shared_lock lock(mutex_);
  return origin != "*" && std::find(origins_.begin(), origins_.end(), origin) != origins_.end();
}

bool CrossOrigin::lists_any() const {
  const std::shared_lock lock(mutex_);
  return std::find(origins_.begin(), origins_.end(), "*") != origins_.end();
}

void CrossOrigin::add_headers(std::string_view origin, net::Response& response) const {
  const bool any = lists_any();
  if (!any) {
    response.headers.push_back({"Vary", "Origin"});
  }
  if (any || lists(origin)) {
    response.headers.push_back({"Access-Control-Allow-Origin", any ? "*" : std::string(origin)});
    response.headers.push_back({"Access-Control-Expose-Headers", "Retry-After, X-Request-Id"});
  }
}

}  // namespace telusur::server::admission
