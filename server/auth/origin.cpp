#include "auth/origin.hpp"

#include <string>
#include <string_view>

#include "api/error.hpp"
#include "listen_address.hpp"

namespace telusur::server::auth {

namespace {

/// The host of an origin as browsers write it, scheme://host:port; "" for anything else ("null" among them).
std::string_view host_of(std::string_view origin) {
  const std::size_t scheme = origin.find("://");
  if (scheme == std::string_view::npos) {
    return {};
  }
  origin.remove_prefix(scheme + 3);
  if (origin.starts_with('[')) {
    const std::size_t end = origin.find(']');
    return end == std::string_view::npos ? std::string_view() : origin.substr(1, end - 1);
  }
  return origin.substr(0, origin.find(':'));
}

}  // namespace

void require_own_origin(const net::Request& request, const admission::CrossOrigin& origins) {
  for (const net::Header& header : request.headers) {
    if (net::equal_ignoring_case(header.name, "Origin") && !is_loopback(host_of(header.value)) &&
        !origins.lists(header.value)) {
      throw api::RequestError(403, "origin_not_allowed",
                              "A page of " + header.value +
                                  " may not write: without a master key, only programs and pages of this machine may.");
    }
  }
}

}  // namespace telusur::server::auth
