#pragma once

#include "schema/json.hpp"
#include "telusur/settings.hpp"

namespace telusur::schema {

/// Reads the setting `typoTolerance` over `base`: what it does not name keeps the value of `base`, null sets the
/// default.
/// @throws Error kInvalidArgument naming the field.
TypoTolerance read_typo_tolerance(const Json& value, const TypoTolerance& base);

/// The setting as the HTTP API writes it.
Json typo_tolerance_json(const TypoTolerance& tolerance);

}  // namespace telusur::schema
