#include "routes/write.hpp"

#include <algorithm>
#include <utility>

#include "api/error.hpp"
#include "api/payload.hpp"
#include "listen_address.hpp"
#include "tasks/task_json.hpp"

namespace telusur::server::routes {

namespace {

constexpr std::size_t kMaxUidBytes = 400;

/// The host of an origin as browsers write it: scheme://host:port.
std::string_view host_of(std::string_view origin) {
  const std::size_t scheme = origin.find("://");
  if (scheme == std::string_view::npos) {
    return {};
  }
  origin.remove_prefix(scheme + 3);
  if (origin.starts_with('[')) {
    return origin.substr(1, std::min(origin.find(']'), origin.size()) - 1);
  }
  return origin.substr(0, origin.find(':'));
}

void require_own_origin(const net::Request& request) {
  if (!request.has_header("Origin")) {
    return;
  }
  const std::string origin(request.header("Origin"));
  if (!is_loopback(host_of(origin))) {
    throw api::RequestError(403, "origin_not_allowed",
                            "A page of " + origin +
                                " may not write: without a master key, only pages of this machine "
                                "and programs that send no Origin header may.");
  }
}

}  // namespace

std::string index_uid(const std::string& text) {
  const auto allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
  };
  if (text.empty() || text.size() > kMaxUidBytes || !std::all_of(text.begin(), text.end(), allowed)) {
    throw api::RequestError(400, "invalid_index_uid",
                            "'" + text.substr(0, 60) +
                                "' is not an index uid: it must be 1 to 400 characters of "
                                "A-Z a-z 0-9 - _.");
  }
  return text;
}

void add_write(net::Router& router, std::string_view method, std::string_view pattern, const tasks::DataDirectory& data,
               TaskMaker maker) {
  router.add(
      method, pattern, [&data, make = std::move(maker)](const net::Request& request, const net::PathParameters& path) {
        require_own_origin(request);
        net::Response response = api::json_response(tasks::summary_json(data.queue().add(make(request, path))).dump());
        response.status = 202;
        return response;
      });
}

}  // namespace telusur::server::routes
