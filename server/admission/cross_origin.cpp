#include "admission/cross_origin.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace telusur::server::admission {

namespace {

bool is_origin(std::string_view text) {
  const std::size_t scheme = text.find("://");
  return scheme != std::string_view::npos && scheme > 0 && text.size() > scheme + 3 &&
         text.find_first_of("/?# ,*", scheme + 3) == std::string_view::npos;
}

}  // namespace

CrossOrigin::CrossOrigin(std::vector<std::string> origins)
    : origins_(std::move(origins)), any_(std::find(origins_.begin(), origins_.end(), "*") != origins_.end()) {
  for (const std::string& origin : origins_) {
    if (origin != "*" && !is_origin(origin)) {
      throw std::invalid_argument("'" + origin + "' is not an origin: it must be '*', or SCHEME://HOST or " +
                                  "SCHEME://HOST:PORT without a path, for example https://example.org");
    }
  }
}

bool CrossOrigin::lists(std::string_view origin) const noexcept {
  return origin != "*" && std::find(origins_.begin(), origins_.end(), origin) != origins_.end();
}

void CrossOrigin::add_headers(std::string_view origin, net::Response& response) const {
  if (!any_) {
    response.headers.push_back({"Vary", "Origin"});
  }
  if (any_ || lists(origin)) {
    response.headers.push_back({"Access-Control-Allow-Origin", any_ ? "*" : std::string(origin)});
    response.headers.push_back({"Access-Control-Expose-Headers", "Retry-After, X-Request-Id"});
  }
}

}  // namespace telusur::server::admission
