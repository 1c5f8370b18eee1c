#include "schema/document_place.hpp"

#include <algorithm>
#include <string>

#include "telusur/error.hpp"

namespace telusur::schema {

namespace {

[[noreturn]] void reject_place(std::string_view id, const std::string& field, const Json* value,
                               const std::string& wanted) {
  throw Error(ErrorCode::kInvalidArgument,
              "the document '" + std::string(id) + "' has " + (value == nullptr ? "no " : shown(*value) + " as ") +
                  field + ", which must be " + wanted,
              "document place");
}

double degrees_at(const Json& place, const char* name, const base::Coordinate& coordinate, std::string_view id) {
  const auto value = place.find(name);
  std::optional<double> degrees;
  if (value != place.end() && value->is_number() && coordinate.holds(value->get<double>())) {
    degrees = value->get<double>();
  } else if (value != place.end() && value->is_string()) {
    degrees = base::degrees_of(value->get_ref<const std::string&>(), coordinate);
  }
  if (!degrees) {
    reject_place(id, std::string(kPlaceAttribute) + "." + name, value == place.end() ? nullptr : &*value,
                 base::range_text(coordinate));
  }
  return *degrees;
}

}  // namespace

bool keeps_places(const Settings& settings) noexcept {
  const auto names_place = [](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), kPlaceAttribute) != names.end();
  };
  return names_place(settings.filterable_attributes) || names_place(settings.sortable_attributes);
}

std::optional<base::Place> document_place(const Json& document, std::string_view id, const Settings& settings) {
  const auto place = document.find(kPlaceAttribute);
  if (place == document.end() || place->is_null() || !keeps_places(settings)) {
    return std::nullopt;
  }
  if (!place->is_object()) {
    reject_place(id, kPlaceAttribute, &*place, R"(an object such as {"lat": -6.2, "lng": 106.8}, or null)");
  }
  return base::Place{degrees_at(*place, "lat", base::kLatitude, id), degrees_at(*place, "lng", base::kLongitude, id)};
}

}  // namespace telusur::schema
