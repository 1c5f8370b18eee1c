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

struct ManifestCheck {
  bool current = false;               ///< there is a manifest, and it is of the revision that is there
  std::vector<std::string> findings;  ///< one line a difference, naming file and remedy; none unless `current`
};

/// Holds the files of a database against its manifest. Reads every byte. @throws Error kIo, kCorrupt.
ManifestCheck check_manifest(const std::filesystem::path& directory);

}  // namespace telusur::backend
