#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace telusur::backend {

/// Looks for damage in a database: the checksums of its manifest, the structure of its tables, and whether every
/// document can be read and is found by its id. O(index).
/// Returns one line a finding, each with what to do; empty when sound. @throws Error kBusy when it was written
/// meanwhile; kPermission when it may not be read, or may not be written and is not as it was published.
std::vector<std::string> check_database(const std::filesystem::path& directory);

}  // namespace telusur::backend
