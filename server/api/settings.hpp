#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "telusur/settings.hpp"

namespace telusur::server::api {

/// The name in JSON ("stopWords") of a setting by its name in paths ("stop-words"); nothing for what is none.
std::optional<std::string> setting_name(std::string_view path_name);

/// True for the name in JSON or in paths of a setting that Meilisearch has for what this server is not.
bool is_foreign_setting(std::string_view name) noexcept;

/// True for settings that clients change by PATCH, in part; the others by PUT, as a whole.
bool is_patched(std::string_view name) noexcept;

/// All settings as clients expect them: those of the library, and the fixed values of those that it does not have.
nlohmann::ordered_json settings_json(const Settings& settings);

/// What of a change the library acts on; settings that it does not have may be named with their fixed values alone.
/// @throws RequestError bad_request for an unknown name, invalid_settings_… for a bad value, feature_not_available for
/// what cannot be changed in this version.
nlohmann::ordered_json settings_change(const nlohmann::ordered_json& body);

}  // namespace telusur::server::api
