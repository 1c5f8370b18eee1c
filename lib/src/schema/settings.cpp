#include "schema/settings.hpp"

#include <algorithm>

#include "schema/curations.hpp"
#include "schema/document_place.hpp"
#include "schema/json.hpp"
#include "schema/ranking_rules.hpp"
#include "schema/rejection.hpp"
#include "schema/result_limits.hpp"
#include "schema/synonyms.hpp"
#include "schema/typo_tolerance.hpp"
#include "telusur/error.hpp"

namespace telusur {

using schema::Json;

namespace {

constexpr double kFirstAttributeWeight = 3;
constexpr char kOldSpellingField[] = "oldSpelling";
constexpr char kSynonymsField[] = "synonyms";
constexpr char kTypoToleranceField[] = "typoTolerance";
constexpr char kPrefixSearchField[] = "prefixSearch";
constexpr char kPrefixAlways[] = "indexingTime";
constexpr char kPrefixDisabled[] = "disabled";

std::vector<std::string> read_names(const std::string& field, const Json& value) {
  if (!value.is_array()) {
    schema::reject_setting(field, "must be an array of strings, not " + std::string(schema::type_name(value)));
  }
  if (value.size() > schema::kMaxAttributes) {
    schema::reject_setting(field, "has " + std::to_string(value.size()) + " entries; at most " +
                                      std::to_string(schema::kMaxAttributes) + " are allowed");
  }
  std::vector<std::string> names;
  for (const auto& element : value) {
    if (!element.is_string() || element.get_ref<const std::string&>().empty()) {
      schema::reject_setting(field, "must hold non-empty strings, not " + schema::shown(element));
    }
    const auto& name = element.get_ref<const std::string&>();
    if (std::find(names.begin(), names.end(), name) != names.end()) {
      schema::reject_setting(field, "names '" + name + "' twice");
    }
    names.push_back(name);
  }
  return names;
}

bool read_flag(const std::string& field, const Json& value) {
  if (!value.is_boolean()) {
    schema::reject_setting(field, "must be true or false, not " + std::string(schema::type_name(value)));
  }
  return value.get<bool>();
}

PrefixSearch read_prefix_search(const Json& value) {
  if (value != kPrefixAlways && value != kPrefixDisabled) {
    schema::reject_setting(kPrefixSearchField,
                           "must be \"indexingTime\" or \"disabled\", not " +
                               (value.is_string() ? schema::dump_json(value) : std::string(schema::type_name(value))));
  }
  return value == kPrefixAlways ? PrefixSearch::kIndexingTime : PrefixSearch::kDisabled;
}

std::string read_distinct(const Json& value) {
  if (!value.is_null() && (!value.is_string() || value.get_ref<const std::string&>().empty())) {
    schema::reject_setting("distinctAttribute",
                           "must be the name of an attribute or null, not " + schema::shown(value));
  }
  if (value == std::string(schema::kPlaceAttribute)) {
    schema::reject_setting("distinctAttribute", "is '_geo', which holds places: these are no values");
  }
  return value.is_null() ? std::string() : value.get<std::string>();
}

/// A field that is read as a whole, and how.
struct OwnField {
  const char* name;
  void (*read)(Settings&, const Json&);
  Json (*write)(const Settings&);
};

constexpr OwnField kOwnFields[] = {
    {"curations", [](Settings& s, const Json& v) { s.curations = schema::read_curations(v); },
     [](const Settings& s) { return schema::curations_json(s.curations); }},
    {"distinctAttribute", [](Settings& s, const Json& v) { s.distinct_attribute = read_distinct(v); },
     [](const Settings& s) { return s.distinct_attribute.empty() ? Json() : Json(s.distinct_attribute); }},
    {"faceting",
     [](Settings& s, const Json& v) { s.faceting = v.is_null() ? Faceting{} : schema::read_faceting(v, s.faceting); },
     [](const Settings& s) { return schema::faceting_json(s.faceting); }},
    {"pagination",
     [](Settings& s, const Json& v) {
       s.max_total_hits = v.is_null() ? Settings{}.max_total_hits : schema::read_pagination(v, s.max_total_hits);
     },
     [](const Settings& s) { return schema::pagination_json(s.max_total_hits); }},
    {"rankingBand", [](Settings& s, const Json& v) { s.ranking_band = schema::read_ranking_band(v); },
     [](const Settings& s) { return Json(s.ranking_band); }},
    {"rankingRules", [](Settings& s, const Json& v) { s.ranking_rules = schema::read_ranking_rules(v); },
     [](const Settings& s) { return schema::ranking_rules_json(s.ranking_rules); }},
    {"searchCutoffMs", [](Settings& s, const Json& v) { s.search_cutoff_ms = schema::read_cutoff(v); },
     [](const Settings& s) { return s.search_cutoff_ms ? Json(*s.search_cutoff_ms) : Json(); }},
    {"stopWords", [](Settings& s, const Json& v) { s.stop_words = schema::read_stop_words(v); },
     [](const Settings& s) { return Json(s.stop_words); }},
};

bool read_own(Settings& settings, const std::string& name, const Json& value) {
  const auto* field = std::find_if(std::begin(kOwnFields), std::end(kOwnFields),
                                   [&](const OwnField& known) { return name == known.name; });
  if (field != std::end(kOwnFields)) {
    field->read(settings, value);
  }
  return field != std::end(kOwnFields);
}

/// Reads one of the fields that are no list of names; false when `name` is none of them.
bool read_special(Settings& settings, const std::string& name, const Json& value) {
  if (name == kSynonymsField) {
    settings.synonyms = value.is_null() ? schema::Synonyms{} : schema::read_synonyms(value);
  } else if (name == kOldSpellingField) {
    settings.old_spelling = !value.is_null() && read_flag(name, value);
  } else if (name == kTypoToleranceField) {
    settings.typo_tolerance =
        value.is_null() ? TypoTolerance{} : schema::read_typo_tolerance(value, settings.typo_tolerance);
  } else if (name == kPrefixSearchField) {
    settings.prefix_search = value.is_null() ? PrefixSearch::kIndexingTime : read_prefix_search(value);
  } else {
    return read_own(settings, name, value);
  }
  return true;
}

void check_languages(const std::vector<std::string>& languages) {
  for (const auto& language : languages) {
    if (language != "id" && language != "en") {
      schema::reject_setting("languages", "has '" + language + "'; known are 'id' and 'en'");
    }
  }
}

/// The fields of the API that are lists of names, and where they are kept.
struct NamesField {
  const char* name;
  std::vector<std::string> Settings::*member;
};

constexpr NamesField kNamesFields[] = {
    {"displayedAttributes", &Settings::displayed_attributes},
    {"searchableAttributes", &Settings::searchable_attributes},
    {"filterableAttributes", &Settings::filterable_attributes},
    {"sortableAttributes", &Settings::sortable_attributes},
    {"languages", &Settings::languages},
};

}  // namespace

Settings Settings::articles() {
  Settings settings;
  settings.searchable_attributes = {"title", "headings", "description", "tags", "body"};
  settings.displayed_attributes = {"id",  "title", "headings", "description", "tags",
                                   "url", "lang",  "author",   "published"};
  settings.filterable_attributes = {"url", "lang", "tags", "published"};
  settings.sortable_attributes = {"published"};
  settings.languages = {"id", "en"};
  return settings;
}

Settings settings_from_json(std::string_view json, const Settings& base) {
  const Json object = schema::parse_json(json, "settings");
  if (!object.is_object()) {
    throw Error(ErrorCode::kInvalidArgument,
                "settings must be an object, not " + std::string(schema::type_name(object)), "settings");
  }
  Settings settings = base;
  for (const auto& [name, value] : object.items()) {
    if (read_special(settings, name, value)) {
      continue;
    }
    const auto* field = std::find_if(std::begin(kNamesFields), std::end(kNamesFields),
                                     [&name = name](const NamesField& known) { return name == known.name; });
    if (field == std::end(kNamesFields)) {
      schema::reject_setting(
          name,
          "is unknown; known are displayedAttributes, searchableAttributes, filterableAttributes, "
          "sortableAttributes, languages, oldSpelling, prefixSearch, synonyms, typoTolerance, stopWords, "
          "rankingRules, rankingBand, curations, distinctAttribute, faceting, pagination and searchCutoffMs");
    }
    settings.*(field->member) = value.is_null() ? Settings{}.*(field->member) : read_names(name, value);
  }
  check_languages(settings.languages);
  return settings;
}

std::string to_json(const Settings& settings) {
  Json object = Json::object();
  object[kOldSpellingField] = settings.old_spelling;
  for (const auto& field : kNamesFields) {
    object[field.name] = settings.*(field.member);
  }
  object[kPrefixSearchField] = settings.prefix_search == PrefixSearch::kIndexingTime ? kPrefixAlways : kPrefixDisabled;
  object[kSynonymsField] = Json(settings.synonyms);
  object[kTypoToleranceField] = schema::typo_tolerance_json(settings.typo_tolerance);
  for (const auto& field : kOwnFields) {
    object[field.name] = field.write(settings);
  }
  return schema::dump_json(object);
}

namespace schema {

namespace {

/// Who sends a pattern must not find out by searches that it stands for nothing.
void check_names(const char* field, const std::vector<std::string>& names, bool all_allowed) {
  for (const std::string& name : names) {
    if (name.find('*') != std::string::npos && !(all_allowed && name == "*")) {
      throw Error(ErrorCode::kUnsupported,
                  std::string(field) + " holds the pattern '" + name + "', and takes names of attributes alone" +
                      (all_allowed ? ", or \"*\" for all of them" : ""),
                  field);
    }
  }
}

}  // namespace

void check_settings(const Settings& settings) {
  settings_from_json(to_json(settings));
  check_names("displayedAttributes", settings.displayed_attributes, true);
  check_names("searchableAttributes", settings.searchable_attributes, true);
  check_names("filterableAttributes", settings.filterable_attributes, false);
  check_names("sortableAttributes", settings.sortable_attributes, false);
}

namespace {

bool is_within(std::string_view name, std::string_view attribute) noexcept {
  return attribute.substr(0, name.size()) == name && (attribute.size() == name.size() || attribute[name.size()] == '.');
}

/// True when `names` hold something within `attribute`.
bool reaches_into(const std::vector<std::string>& names, std::string_view attribute) noexcept {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return name.size() > attribute.size() && is_within(attribute, name);
  });
}

Json covered_members(const Json& object, const std::vector<std::string>& names, const std::string& parent);

/// What is covered of a value that is not covered whole.
Json covered_value(const Json& value, const std::vector<std::string>& names, const std::string& path) {
  if (value.is_object()) {
    return covered_members(value, names, path + ".");
  }
  Json part = Json::array();
  if (value.is_array()) {
    for (const auto& member : value) {
      if (Json inner = covered_value(member, names, path); !inner.empty()) {
        part.push_back(std::move(inner));
      }
    }
  }
  return part;
}

Json covered_members(const Json& object, const std::vector<std::string>& names, const std::string& parent) {
  Json part = Json::object();
  for (const auto& [name, value] : object.items()) {
    const std::string path = parent + name;
    if (covers(names, path)) {
      part[name] = value;
    } else if (reaches_into(names, path)) {
      if (Json inner = covered_value(value, names, path); !inner.empty()) {
        part[name] = std::move(inner);
      }
    }
  }
  return part;
}

}  // namespace

bool covers(const std::vector<std::string>& names, std::string_view attribute) noexcept {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return name == "*" || is_within(name, attribute); });
}

Json covered_part(const Json& object, const std::vector<std::string>& names) {
  return covered_members(object, names, "");
}

bool index_alike(const Settings& a, Settings b) {
  b.synonyms = a.synonyms;
  b.typo_tolerance = a.typo_tolerance;
  b.prefix_search = a.prefix_search;
  b.stop_words = a.stop_words;
  b.max_total_hits = a.max_total_hits;
  b.faceting = a.faceting;
  b.search_cutoff_ms = a.search_cutoff_ms;
  b.ranking_band = a.ranking_band;
  b.curations = a.curations;
  // Filterable attributes are in the index anyway.
  if (grouped_attributes(a) == grouped_attributes(b)) {
    b.distinct_attribute = a.distinct_attribute;
  }
  // Of these the attributes alone are in the index, wherever they come from.
  const bool ordered_alike = ordered_attributes(a) == ordered_attributes(b);
  b.ranking_rules = a.ranking_rules;
  b.sortable_attributes = a.sortable_attributes;
  return ordered_alike && a == b;
}

std::vector<std::string> grouped_attributes(const Settings& settings) {
  const auto& filterable = settings.filterable_attributes;
  const auto& name = settings.distinct_attribute;
  const bool is_kept = name.empty() || std::find(filterable.begin(), filterable.end(), name) != filterable.end();
  return is_kept ? std::vector<std::string>{} : std::vector{name};
}

bool searches_both_languages(const Settings& settings) noexcept {
  return settings.languages.empty() || settings.languages.size() > 1;
}

double attribute_weight(const Settings& settings, std::string_view attribute) noexcept {
  const auto& names = settings.searchable_attributes;
  const auto named =
      std::find_if(names.begin(), names.end(), [&](const std::string& name) { return is_within(name, attribute); });
  if (named == names.end()) {
    return covers(names, attribute) ? 1 : 0;
  }
  if (names.size() == 1) {
    return 1;
  }
  const auto rank = static_cast<double>(named - names.begin()) / static_cast<double>(names.size() - 1);
  return kFirstAttributeWeight - (kFirstAttributeWeight - 1) * rank;
}

}  // namespace schema

}  // namespace telusur
