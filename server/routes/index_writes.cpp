#include <set>
#include <string>

#include "api/error.hpp"
#include "api/json.hpp"
#include "api/payload.hpp"
#include "auth/access.hpp"
#include "routes/routes.hpp"
#include "routes/write.hpp"

namespace telusur::server::routes {

namespace {

using nlohmann::ordered_json;

/// Refuses a body that is no object, and fields that are not `known`.
void require_fields(const ordered_json& body, const std::set<std::string>& known) {
  if (!body.is_object()) {
    throw api::RequestError(400, "bad_request", "The payload must be a JSON object.");
  }
  for (const auto& [name, value] : body.items()) {
    if (!known.contains(name)) {
      throw api::RequestError(400, "bad_request", "Unknown field '" + name + "'.");
    }
  }
}

/// The primary key that a body names, or null.
ordered_json primary_key_of(const ordered_json& body) {
  ordered_json key = body.value("primaryKey", ordered_json());
  if (!key.is_null() && (!key.is_string() || key.get_ref<const std::string&>().empty())) {
    throw api::RequestError(400, "invalid_index_primary_key", "'primaryKey' must be the name of an attribute.");
  }
  return key;
}

tasks::NewTask about_index(std::string_view type, const std::string& uid, const ordered_json& primary_key) {
  const ordered_json arguments =
      primary_key.is_null() ? ordered_json::object() : ordered_json{{"primaryKey", primary_key}};
  return {.type = type,
          .index_uid = index_uid(uid),
          .details = api::dump_json(ordered_json{{"primaryKey", primary_key}}),
          .arguments = api::dump_json(arguments)};
}

/// The arguments of a creation, with the index that the new one is to replace.
std::string with_replaced(const std::string& arguments, const ordered_json& replaced, const auth::Access& access) {
  if (!replaced.is_string()) {
    throw api::RequestError(400, "invalid_index_uid", "'replaces' must be the uid of an index.");
  }
  ordered_json all = ordered_json::parse(arguments);
  all["replaces"] = index_uid(replaced.get<std::string>());
  access.require_index(replaced.get<std::string>());
  return api::dump_json(all);
}

tasks::NewTask create(const net::Request& request, const auth::Access& access) {
  const ordered_json body = api::json_body(request);
  require_fields(body, {"uid", "primaryKey", "replaces"});
  if (!body.contains("uid")) {
    throw api::RequestError(400, "missing_index_uid", "The payload must name the index by 'uid'.");
  }
  if (!body["uid"].is_string()) {
    throw api::RequestError(400, "invalid_index_uid", "'uid' must be a text.");
  }
  const std::string uid = index_uid(body["uid"].get<std::string>());
  access.require_index(uid);
  tasks::NewTask task = about_index(tasks::type::kIndexCreation, uid, primary_key_of(body));
  if (const ordered_json replaced = body.value("replaces", ordered_json()); !replaced.is_null()) {
    task.arguments = with_replaced(task.arguments, replaced, access);
  }
  return task;
}

tasks::NewTask update(const net::Request& request, const std::string& uid) {
  const ordered_json body = api::json_body(request);
  require_fields(body, {"uid", "primaryKey"});
  if (!body.value("uid", ordered_json()).is_null()) {
    throw api::RequestError(400, "feature_not_available",
                            "An index cannot be renamed in this version; create the other one and swap the two.");
  }
  return about_index(tasks::type::kIndexUpdate, uid, primary_key_of(body));
}

[[noreturn]] void refuse_swap(std::string_view code, const std::string& message) {
  throw api::RequestError(400, code, message);
}

tasks::NewTask swap(const net::Request& request, const auth::Access& access) {
  const ordered_json body = api::json_body(request);
  if (!body.is_array()) {
    refuse_swap("bad_request", "The payload must be an array of {\"indexes\": [uid, uid]}.");
  }
  std::set<std::string> seen;
  ordered_json swaps = ordered_json::array();
  for (const auto& pair : body) {
    require_fields(pair, {"indexes", "rename"});
    const ordered_json rename = pair.value("rename", ordered_json(false));
    if (rename != false && !rename.is_null()) {
      refuse_swap("feature_not_available", "An index cannot be renamed in this version.");
    }
    const ordered_json uids = pair.value("indexes", ordered_json());
    if (uids.is_null()) {
      refuse_swap("missing_swap_indexes", "Each swap must name two indexes by 'indexes'.");
    }
    if (!uids.is_array() || uids.size() != 2 || !uids[0].is_string() || !uids[1].is_string()) {
      refuse_swap("invalid_swap_indexes", "'indexes' must be two uids.");
    }
    for (const auto& uid : uids) {
      access.require_index(index_uid(uid.get<std::string>()));
      if (!seen.insert(uid.get<std::string>()).second) {
        refuse_swap("invalid_swap_duplicate_index_found", "Index '" + uid.get<std::string>() + "' is named twice.");
      }
    }
    swaps.push_back({{"indexes", uids}, {"rename", false}});
  }
  const std::string details = api::dump_json(ordered_json{{"swaps", swaps}});
  return {.type = tasks::type::kIndexSwap, .details = details, .arguments = details};
}

}  // namespace

void add_index_write_routes(net::Router& router, const tasks::DataDirectory& data) {
  add_named_write(router, "POST", "/indexes", data,
                  [](const auto& request, const auto&, const auth::Access& access) { return create(request, access); });
  add_write(router, "PATCH", "/indexes/{uid}", data,
            [](const auto& request, const auto& path) { return update(request, path[0]); });
  add_write(router, "DELETE", "/indexes/{uid}", data, [](const auto&, const auto& path) {
    return tasks::NewTask{.type = tasks::type::kIndexDeletion,
                          .index_uid = index_uid(path[0]),
                          .details = R"({"deletedDocuments":null})"};
  });
  add_named_write(router, "POST", "/swap-indexes", data,
                  [](const auto& request, const auto&, const auth::Access& access) { return swap(request, access); });
}

}  // namespace telusur::server::routes
