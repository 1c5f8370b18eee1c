#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "telusur/settings.hpp"

namespace telusur::schema {

/// True when `names` is {"*"}: everything.
bool is_wildcard(const std::vector<std::string>& names) noexcept;

/// True when `names` holds `attribute`, one of its parents ("author" for "author.name"), or "*".
bool covers(const std::vector<std::string>& names, std::string_view attribute) noexcept;

/// The weight of a searchable attribute: evenly from 3 for the first to 1 for the last, 1 under "*" or alone; 0 when it
/// is not searched.
double attribute_weight(const Settings& settings, std::string_view attribute) noexcept;

}  // namespace telusur::schema
