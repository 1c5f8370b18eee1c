#include "routes/write.hpp"

#include <algorithm>
#include <utility>

#include "api/error.hpp"
#include "api/payload.hpp"
#include "auth/access.hpp"
#include "tasks/task_json.hpp"

namespace telusur::server::routes {

namespace {

constexpr std::size_t kMaxUidBytes = 400;

net::Response accepted(const tasks::DataDirectory& data, const tasks::NewTask& task) {
  net::Response response = api::json_response(tasks::summary_json(data.queue().add(task)).dump());
  response.status = 202;
  return response;
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
  router.add(method, pattern,
             [&data, make = std::move(maker)](const net::Request& request, const net::PathParameters& path) {
               return accepted(data, make(request, path));
             });
}

void add_named_write(net::Router& router, std::string_view method, std::string_view pattern,
                     const tasks::DataDirectory& data, NamedTaskMaker maker) {
  router.add(method, pattern,
             [&data, make = std::move(maker)](const net::Request& request, const net::PathParameters& path,
                                              const auth::Access& access) {
               return accepted(data, make(request, path, access));
             });
}

}  // namespace telusur::server::routes
