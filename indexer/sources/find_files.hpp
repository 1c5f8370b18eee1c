#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sources/formats.hpp"
#include "sources/source.hpp"

namespace telusur::indexer {

/// A file to read.
struct InputPath {
  std::filesystem::path path;
  const Format* format = nullptr;
  std::uint64_t bytes = 0;          ///< its size; 0 for what has none, such as a pipe
  std::filesystem::path root = {};  ///< the folder that was named and has it below; "": it was named itself
};

/// The files to read, in order, and what was named but cannot be read.
struct FoundFiles {
  std::vector<InputPath> files;
  std::vector<Rejection> rejections;
};

/// Finds the files that `paths` name. A folder stands for the files below it whose suffix is known (to `format`, when
/// it is not null), sorted by path; hidden files, and folders behind symbolic links, are left out. A file that is named
/// itself is read as `format`, else by its suffix; an unknown suffix is a rejection.
/// "-" stands for standard input, and what begins with http:// or https:// is a sitemap. @throws Error kNotFound when a
/// path does not exist, kInvalidArgument for standard input unless `format` has many documents in a file.
FoundFiles find_files(const std::vector<std::filesystem::path>& paths, const Format* format);

}  // namespace telusur::indexer
