#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "telusur/settings.hpp"

namespace telusur::indexer {

/// For documents that are sections of articles: titles and headings before text, all of them shown.
Settings section_settings();

/// The text of a file with settings. @throws Error kInvalidArgument naming the file when it cannot be read.
std::string settings_text(const std::filesystem::path& file);

/// The settings of a JSON file, over `base`. @throws Error naming the file.
Settings read_settings(const std::filesystem::path& file, const Settings& base);

/// @throws Error kInvalidArgument when a new index holds less than kMostLostPercent allows of what the old one holds.
void refuse_great_loss(std::uint64_t before, std::uint64_t now);

}  // namespace telusur::indexer
