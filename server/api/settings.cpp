#include "api/settings.hpp"

#include <algorithm>
#include <iterator>

#include "api/error.hpp"
#include "telusur/error.hpp"

namespace telusur::server::api {

namespace {

using nlohmann::ordered_json;

struct Setting {
  std::string_view name;
  std::string_view path_name;
  bool patched;
  std::string_view fixed;  ///< JSON: what is true of this server as long as the library does not have the setting
};

constexpr Setting kSettings[] = {
    {"displayedAttributes", "displayed-attributes", false, R"(["*"])"},
    {"searchableAttributes", "searchable-attributes", false, R"(["*"])"},
    {"filterableAttributes", "filterable-attributes", false, "[]"},
    {"sortableAttributes", "sortable-attributes", false, "[]"},
    {"rankingRules", "ranking-rules", false, "[]"},
    {"rankingBand", "ranking-band", false, "0.05"},
    {"curations", "curations", false, "[]"},
    {"stopWords", "stop-words", false, "[]"},
    {"nonSeparatorTokens", "non-separator-tokens", false, "[]"},
    {"separatorTokens", "separator-tokens", false, "[]"},
    {"dictionary", "dictionary", false, "[]"},
    {"synonyms", "synonyms", false, "{}"},
    {"distinctAttribute", "distinct-attribute", false, "null"},
    {"proximityPrecision", "proximity-precision", false, R"("byWord")"},
    {"typoTolerance", "typo-tolerance", true, "{}"},
    {"faceting", "faceting", true, "{}"},
    {"pagination", "pagination", true, "{}"},
    {"searchCutoffMs", "search-cutoff-ms", false, "null"},
    {"localizedAttributes", "localized-attributes", false, "null"},
    {"facetSearch", "facet-search", false, "true"},
    {"prefixSearch", "prefix-search", false, R"("indexingTime")"},
    {"languages", "languages", false, "[]"},
    {"oldSpelling", "old-spelling", false, "false"},
};

/// Settings of Meilisearch's for what this server is not, in JSON and in paths.
constexpr std::string_view kForeign[] = {"embedders", "foreignKeys", "foreign-keys", "chat"};

const Setting* find(std::string_view name) {
  const auto* found = std::find_if(std::begin(kSettings), std::end(kSettings),
                                   [&](const Setting& setting) { return setting.name == name; });
  return found == std::end(kSettings) ? nullptr : found;
}

/// The code of a bad value: invalid_settings_stop_words.
std::string code_of(const Setting& setting) {
  std::string code = "invalid_settings_" + std::string(setting.path_name);
  std::replace(code.begin(), code.end(), '-', '_');
  return code;
}

void check_value(const Setting& setting, const ordered_json& value) {
  try {
    settings_from_json(ordered_json{{setting.name, value}}.dump());
  } catch (const Error& error) {
    throw RequestError(400, code_of(setting), error.what());
  }
}

/// True when a part of a fixed value is named with what it is.
bool agrees(const ordered_json& value, const ordered_json& fixed) {
  if (!value.is_object() || !fixed.is_object()) {
    return value.is_null() || value == fixed;
  }
  return std::all_of(value.items().begin(), value.items().end(), [&](const auto& member) {
    return member.value().is_null() || (fixed.contains(member.key()) && agrees(member.value(), fixed[member.key()]));
  });
}

}  // namespace

std::optional<std::string> setting_name(std::string_view path_name) {
  const auto* found = std::find_if(std::begin(kSettings), std::end(kSettings),
                                   [&](const Setting& setting) { return setting.path_name == path_name; });
  return found == std::end(kSettings) ? std::nullopt : std::optional<std::string>(found->name);
}

bool is_foreign_setting(std::string_view name) noexcept {
  return std::find(std::begin(kForeign), std::end(kForeign), name) != std::end(kForeign);
}

bool is_patched(std::string_view name) noexcept {
  const Setting* setting = find(name);
  return setting != nullptr && setting->patched;
}

ordered_json settings_json(const Settings& settings) {
  const ordered_json known = ordered_json::parse(to_json(settings));
  ordered_json all = ordered_json::object();
  for (const Setting& setting : kSettings) {
    const auto value = known.find(setting.name);
    all[setting.name] = value != known.end() ? *value : ordered_json::parse(setting.fixed);
  }
  return all;
}

ordered_json settings_change(const ordered_json& body) {
  if (!body.is_object()) {
    throw RequestError(400, "bad_request", "Settings must be an object.");
  }
  const ordered_json known = ordered_json::parse(to_json(Settings{}));
  ordered_json change = ordered_json::object();
  for (const auto& [name, value] : body.items()) {
    const Setting* setting = find(name);
    if (is_foreign_setting(name)) {
      throw RequestError(400, "feature_not_available", "The setting '" + name + "' is not available here.");
    }
    if (setting == nullptr) {
      throw RequestError(400, "bad_request", "Unknown setting '" + name + "'; server/API.md lists the settings.");
    }
    if (known.contains(name)) {
      check_value(*setting, value);
      change[name] = value;
    } else if (!agrees(value, ordered_json::parse(setting->fixed))) {
      throw RequestError(
          400, "feature_not_available",
          "The setting '" + name + "' is " + std::string(setting->fixed) + " and cannot be changed in this version.");
    }
  }
  return change;
}

}  // namespace telusur::server::api
