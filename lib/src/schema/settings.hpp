#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "schema/json.hpp"
#include "telusur/settings.hpp"

namespace telusur::schema {

/// Attributes that each list of the settings may name.
inline constexpr std::size_t kMaxAttributes = 1000;

/// Holds settings that were made in C++ to what their JSON may say. @throws Error as settings_from_json.
void check_settings(const Settings& settings);

/// True when `names` holds `attribute`, one of its parents ("author" for "author.name"), or "*".
bool covers(const std::vector<std::string>& names, std::string_view attribute) noexcept;

/// The part of a JSON object that `names` cover, in the order of the object: of "author" under {"author.name"} its name
/// alone. Of the objects in an array likewise; those of which nothing is left go. O(object x names).
Json covered_part(const Json& object, const std::vector<std::string>& names);

/// True when documents become the same index entries under both: they differ at most in what acts on queries alone.
bool index_alike(const Settings& a, Settings b);

/// The attribute by which documents are one, where it is not kept as a filterable one: one name or none.
std::vector<std::string> grouped_attributes(const Settings& settings);

/// True when the index holds Indonesian and English: named both, or none (the default).
bool searches_both_languages(const Settings& settings) noexcept;

/// The weight of a searchable attribute: evenly from 3 for the first name to 1 for the last; 1 when it stands alone or
/// only "*" covers it; 0 when it is not searched.
double attribute_weight(const Settings& settings, std::string_view attribute) noexcept;

}  // namespace telusur::schema
