#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "analysis/indonesian/lexicon.hpp"

namespace telusur::analysis {

/// Maps a compiled lexicon read-only, so that all processes that open it share its memory.
/// @return nothing when the file is missing, damaged, or made from sources with another fingerprint
std::optional<IndonesianLexicon> map_lexicon(const std::filesystem::path& file, std::uint64_t fingerprint) noexcept;

/// Writes a compiled lexicon in one step, its directory too: whoever maps `file` meanwhile, another process that writes
/// it included, sees the old one or a new one, whole. Processes that have the old one mapped keep it.
/// @throws Error kPermission, kNoSpace, kIo, kNotFound; nothing is left behind then.
void save_image(const std::filesystem::path& file, const std::string& image);

}  // namespace telusur::analysis
