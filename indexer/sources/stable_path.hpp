#pragma once

#include <filesystem>
#include <string>

namespace telusur::indexer {

/// A path that stays the same for everyone who works in the same folder: relative to it where the file is below it.
std::string stable_path(const std::filesystem::path& path);

}  // namespace telusur::indexer
