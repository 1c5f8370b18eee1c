#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace telusur::base {

/// The decompressed contents of a gzip file (dictzip's are gzip, too); a file that is not compressed is read as it is.
/// Nothing beyond `max_bytes` is kept: a larger content is an error.
/// @throws Error kNotFound, kPermission, kIo naming the path; kCorrupt when it is damaged, cut short or too large.
std::string read_gzip_file(const std::filesystem::path& path, std::size_t max_bytes);

}  // namespace telusur::base
