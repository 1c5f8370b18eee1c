#pragma once

#include <vector>

#include "schema/json.hpp"
#include "telusur/settings.hpp"

namespace telusur::schema {

/// Reads `curations`; null gives none. @throws Error kInvalidArgument (subject "settings") naming the curation, counted
/// from 1, and what is wrong with it.
std::vector<Curation> read_curations(const Json& value);
Json curations_json(const std::vector<Curation>& curations);

}  // namespace telusur::schema
