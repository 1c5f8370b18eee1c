#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace telusur::backend {

/// Writes the checksums of a finished database beside its files, before it is published. Reads every byte; durable.
/// @throws Error kNoSpace, kIo.
void write_manifest(const std::filesystem::path& directory);

/// Removes the manifest before the database's first write, durably: even a batch that is never committed may change
/// the files. @throws Error kPermission, kIo.
void drop_manifest(const std::filesystem::path& directory);

/// Holds the files of a database against its manifest. Returns one line a difference, naming file and remedy; none
/// where there is no manifest, or one of an earlier revision. @throws Error kIo, kCorrupt.
std::vector<std::string> check_manifest(const std::filesystem::path& directory);

}  // namespace telusur::backend
