#pragma once

#include <optional>
#include <string_view>

#include "base/place.hpp"
#include "schema/json.hpp"
#include "telusur/settings.hpp"

namespace telusur::schema {

/// The attribute where a document has its place: {"lat": -6.2, "lng": 106.8}.
inline constexpr char kPlaceAttribute[] = "_geo";
/// How the criterion of an order by distance begins: _geoPoint(-6.2, 106.8).
inline constexpr char kPlaceCriterion[] = "_geoPoint";

/// True when places can be filtered or sorted by.
bool keeps_places(const Settings& settings) noexcept;

/// The place that a document has, whose numbers may be written as texts; nothing when it is null or absent, or the
/// settings keep none.
/// @param id of the document, for errors.
/// @throws Error kInvalidArgument (subject "document place") that names the value and its range.
std::optional<base::Place> document_place(const Json& document, std::string_view id, const Settings& settings);

}  // namespace telusur::schema
