#pragma once

#include <map>
#include <string>
#include <vector>

#include "schema/json.hpp"

namespace telusur::schema {

using Synonyms = std::map<std::string, std::vector<std::string>>;

/// Reads and checks the settings field `synonyms`, whose JSON form is that of `Settings::synonyms`.
/// @throws Error kInvalidArgument (subject "settings") naming the word, and the limit that it breaks.
Synonyms read_synonyms(const Json& value);

}  // namespace telusur::schema
