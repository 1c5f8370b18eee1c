#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace telusur::backend {

/// Writes the checksums of a finished database beside its files, before it is published. Reads every byte; durable.
/// @throws Error kNoSpace, kIo.
void write_manifest(const std::filesystem::path& directory);

/// Holds the files of a database against its manifest. Returns one line a difference, naming file and remedy.
///
/// A manifest is valid until the database's first write (its files then change lawfully): for a database of a later
/// revision nothing is compared. @throws Error kIo, kCorrupt.
std::vector<std::string> check_manifest(const std::filesystem::path& directory);

}  // namespace telusur::backend
