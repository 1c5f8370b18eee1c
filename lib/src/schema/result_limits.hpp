#pragma once

#include "schema/json.hpp"
#include "telusur/settings.hpp"

namespace telusur::schema {

/// Reads `faceting` of the settings over `base`: an absent member keeps its value, null sets the default.
/// @throws Error kInvalidArgument (subject "settings") naming the member.
Faceting read_faceting(const Json& value, const Faceting& base);
Json faceting_json(const Faceting& faceting);

/// The same of `pagination`: the hits that can be reached.
std::uint32_t read_pagination(const Json& value, std::uint32_t base);
Json pagination_json(std::uint32_t max_total_hits);

/// Reads `searchCutoffMs`, which is null for none.
std::optional<std::uint32_t> read_cutoff(const Json& value);

/// Reads `stopWords`.
std::vector<std::string> read_stop_words(const Json& value);

}  // namespace telusur::schema
