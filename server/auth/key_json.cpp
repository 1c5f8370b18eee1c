#include "auth/key_json.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "api/error.hpp"
#include "api/json.hpp"
#include "auth/crypto.hpp"
#include "auth/rights.hpp"

namespace telusur::server::auth {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxTextBytes = 4'096;
constexpr std::size_t kMaxListLength = 1'000;

/// A field of a key, and the end of its error code.
struct Field {
  std::string_view name;
  std::string_view code;
};

constexpr std::string_view kFields[] = {"name", "description", "uid", "actions", "indexes", "expiresAt"};

constexpr Field kImmutableFields[] = {
    {"uid", "uid"},
    {"key", "key"},
    {"actions", "actions"},
    {"indexes", "indexes"},
    {"expiresAt", "expires_at"},
    {"createdAt", "created_at"},
    {"updatedAt", "updated_at"},
};

api::RequestError refused(std::string_view problem, std::string_view field, const std::string& message) {
  return {400, std::string(problem) + "_api_key_" + std::string(field), message};
}

api::RequestError invalid(std::string_view field, const std::string& message) {
  return refused("invalid", field, message);
}

Json object_of(std::string_view body) {
  std::optional<Json> value = api::parse_json(body);
  if (!value) {
    throw api::RequestError(400, "malformed_payload", "The payload is not valid JSON of at most 100 levels.");
  }
  if (!value->is_object()) {
    throw api::RequestError(400, "bad_request", "The payload must be a JSON object.");
  }
  return std::move(*value);
}

std::optional<std::string> optional_text(const Json& body, std::string_view field) {
  const auto found = body.find(std::string(field));
  if (found == body.end() || found->is_null()) {
    return std::nullopt;
  }
  if (!found->is_string() || found->get_ref<const std::string&>().size() > kMaxTextBytes) {
    throw invalid(field, "'" + std::string(field) + "' must be a text of at most 4,096 bytes, or null.");
  }
  return found->get<std::string>();
}

std::vector<std::string> required_list(const Json& body, std::string_view field) {
  const auto found = body.find(std::string(field));
  if (found == body.end()) {
    throw refused("missing", field, "The field '" + std::string(field) + "' is missing.");
  }
  const bool texts = found->is_array() && found->size() <= kMaxListLength &&
                     std::all_of(found->begin(), found->end(), [](const Json& one) { return one.is_string(); });
  if (!texts) {
    throw invalid(field, "'" + std::string(field) + "' must be an array of at most 1,000 texts.");
  }
  return found->get<std::vector<std::string>>();
}

std::vector<std::string> actions_of(const Json& body) {
  std::vector<std::string> actions = required_list(body, "actions");
  const auto known = known_actions();
  for (const std::string& action : actions) {
    if (std::find(known.begin(), known.end(), action) == known.end()) {
      std::string message = "'" + action + "' is not an action; the actions are:";
      for (const std::string_view name : known) {
        message.append(" ").append(name);
      }
      throw invalid("actions", message);
    }
  }
  return actions;
}

std::vector<std::string> indexes_of(const Json& body) {
  std::vector<std::string> indexes = required_list(body, "indexes");
  for (const std::string& pattern : indexes) {
    if (!is_index_pattern(pattern)) {
      throw invalid("indexes",
                    "'" + pattern + "' is not an index uid (A-Z a-z 0-9 - _), a beginning of one with '*', or '*'.");
    }
  }
  return indexes;
}

std::string uid_of(const Json& body) {
  const auto found = body.find("uid");
  if (found == body.end() || found->is_null()) {
    return random_uuid();
  }
  std::string uid = found->is_string() ? found->get<std::string>() : std::string();
  if (!is_uuid(uid)) {
    throw invalid("uid", "'uid' must be a UUID, for example " + random_uuid() + ".");
  }
  std::transform(uid.begin(), uid.end(), uid.begin(),
                 [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
  return uid;
}

std::optional<api::Timestamp> expiry_of(const Json& body, api::Timestamp moment) {
  const auto found = body.find("expiresAt");
  if (found == body.end()) {
    throw refused("missing", "expires_at", "The field 'expiresAt' is missing; null stands for never.");
  }
  if (found->is_null()) {
    return std::nullopt;
  }
  const std::optional<api::Timestamp> expiry =
      found->is_string() ? api::parse_time(found->get_ref<const std::string&>()) : std::nullopt;
  if (!expiry) {
    throw invalid("expires_at", "'expiresAt' must be null, a date, or a time as in 2030-12-31T23:59:59Z.");
  }
  if (*expiry <= moment) {
    throw invalid("expires_at", "'expiresAt' is " + api::rfc3339(*expiry) + " but must lie in the future.");
  }
  return expiry;
}

}  // namespace

Json key_json(const ApiKey& key, const std::string& secret) {
  const auto text = [](const std::optional<std::string>& value) { return value ? Json(*value) : Json(); };
  return {{"name", text(key.name)},
          {"description", text(key.description)},
          {"key", secret},
          {"uid", key.uid},
          {"actions", key.actions},
          {"indexes", key.indexes},
          {"expiresAt", key.expires_at ? Json(api::rfc3339(*key.expires_at)) : Json()},
          {"createdAt", api::rfc3339(key.created_at)},
          {"updatedAt", api::rfc3339(key.updated_at)}};
}

ApiKey key_from(std::string_view body, api::Timestamp moment) {
  const Json fields = object_of(body);
  for (const auto& [name, value] : fields.items()) {
    if (std::find(std::begin(kFields), std::end(kFields), name) == std::end(kFields)) {
      throw api::RequestError(400, "bad_request",
                              "Unknown field '" + name +
                                  "'; a key has 'name', 'description', 'uid', 'actions', 'indexes' and 'expiresAt'.");
    }
  }
  return {.uid = uid_of(fields),
          .name = optional_text(fields, "name"),
          .description = optional_text(fields, "description"),
          .actions = actions_of(fields),
          .indexes = indexes_of(fields),
          .expires_at = expiry_of(fields, moment),
          .created_at = moment,
          .updated_at = moment};
}

ApiKey changed_key(ApiKey key, std::string_view body, api::Timestamp moment) {
  const Json fields = object_of(body);
  for (auto field = fields.begin(); field != fields.end(); ++field) {
    const std::string& name = field.key();
    const auto* fixed = std::find_if(std::begin(kImmutableFields), std::end(kImmutableFields),
                                     [&](const Field& one) { return one.name == name; });
    if (fixed != std::end(kImmutableFields)) {
      throw refused("immutable", fixed->code, "'" + name + "' cannot be changed; only 'name' and 'description' can.");
    }
    if (name != "name" && name != "description") {
      throw api::RequestError(400, "bad_request",
                              "Unknown field '" + name + "'; only 'name' and 'description' can be changed.");
    }
  }
  if (fields.contains("name")) {
    key.name = optional_text(fields, "name");
  }
  if (fields.contains("description")) {
    key.description = optional_text(fields, "description");
  }
  key.updated_at = moment;
  return key;
}

}  // namespace telusur::server::auth
