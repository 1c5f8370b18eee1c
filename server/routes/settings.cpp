#include <string>
#include <string_view>

#include "api/error.hpp"
#include "api/json.hpp"
#include "api/payload.hpp"
#include "api/settings.hpp"
#include "auth/access.hpp"
#include "routes/routes.hpp"
#include "routes/write.hpp"

namespace telusur::server::routes {

namespace {

using nlohmann::ordered_json;

std::string named_setting(const std::string& path_name) {
  const auto name = api::setting_name(path_name);
  if (!name && api::is_foreign_setting(path_name)) {
    throw api::RequestError(400, "feature_not_available", "The setting " + path_name + " is not available here.");
  }
  if (!name) {
    throw api::RequestError(404, "not_found", "There is no setting " + path_name + "; server/API.md lists them.");
  }
  return *name;
}

tasks::NewTask change(const std::string& uid, const ordered_json& body, const auth::Access& access) {
  const ordered_json arguments{{"settings", api::settings_change(body)}, {"create", access.may_create(uid)}};
  return {.type = tasks::type::kSettingsUpdate,
          .index_uid = index_uid(uid),
          .details = api::dump_json(body),
          .arguments = api::dump_json(arguments)};
}

tasks::NewTask reset_all(const std::string& uid, const auth::Access& access) {
  const ordered_json arguments{
      {"settings", ordered_json::object()}, {"reset", true}, {"create", access.may_create(uid)}};
  return {.type = tasks::type::kSettingsUpdate, .index_uid = index_uid(uid), .arguments = arguments.dump()};
}

tasks::NewTask change_one(const net::Request& request, const net::PathParameters& path, const auth::Access& access) {
  const std::string name = named_setting(path[1]);
  if (api::is_patched(name) != (request.method == "PATCH")) {
    throw api::RequestError(405, "method_not_allowed",
                            "The setting " + path[1] + " takes " + (api::is_patched(name) ? "PATCH" : "PUT") + ".");
  }
  return change(path[0], {{name, api::json_body(request)}}, access);
}

}  // namespace

void add_settings_routes(net::Router& router, const tasks::DataDirectory& data) {
  const Engine& engine = data.engine();
  router.add("GET", "/indexes/{uid}/settings", [&engine](const net::Request&, const net::PathParameters& path) {
    return api::json_response(api::settings_json(engine.index(path[0]).settings()).dump());
  });
  router.add("GET", "/indexes/{uid}/settings/{name}", [&engine](const net::Request&, const net::PathParameters& path) {
    const std::string name = named_setting(path[1]);
    return api::json_response(api::settings_json(engine.index(path[0]).settings())[name].dump());
  });
  add_named_write(router, "PATCH", "/indexes/{uid}/settings", data,
                  [](const auto& request, const auto& path, const auth::Access& access) {
                    return change(path[0], api::json_body(request), access);
                  });
  add_named_write(router, "DELETE", "/indexes/{uid}/settings", data,
                  [](const auto&, const auto& path, const auth::Access& access) { return reset_all(path[0], access); });
  for (const char* method : {"PUT", "PATCH"}) {
    add_named_write(router, method, "/indexes/{uid}/settings/{name}", data, change_one);
  }
  add_named_write(router, "DELETE", "/indexes/{uid}/settings/{name}", data,
                  [](const auto&, const auto& path, const auth::Access& access) {
                    return change(path[0], {{named_setting(path[1]), nullptr}}, access);
                  });
}

}  // namespace telusur::server::routes
