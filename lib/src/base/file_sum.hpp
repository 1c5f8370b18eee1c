#pragma once

#include <cstdint>
#include <filesystem>

namespace telusur::base {

/// What a file holds, in short.
struct FileSum {
  std::uint64_t hash = 0;  ///< 64-bit FNV-1a
  std::uint64_t bytes = 0;
};

/// Reads a file of any size in little memory. @throws Error kNotFound, kPermission, kIo.
FileSum file_sum(const std::filesystem::path& file);

}  // namespace telusur::base
