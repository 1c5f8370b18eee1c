#pragma once

#include <filesystem>

#include "telusur/settings.hpp"

namespace telusur::indexer {

/// Replaces the synonyms of `settings` by those of a file in the form of `synonyms_from_text`; "" leaves them.
/// @throws Error kInvalidArgument naming the file, and the line of a bad rule.
void read_synonyms(const std::filesystem::path& file, Settings& settings);

}  // namespace telusur::indexer
