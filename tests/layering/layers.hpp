#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telusur::test {

/// A folder of the project, and what its files may include besides themselves and the standard library.
struct Layer {
  std::string_view folder;                    ///< from the project's root
  std::vector<std::string_view> own;          ///< first part of a project header's path: "base", "telusur", "embedded"
  std::vector<std::string_view> third_party;  ///< "name.h", or "folder/" for all below it
  bool system = true;                         ///< POSIX headers too
};

/// The layers of the project, as lib/ARCHITECTURE.md draws them.
const std::vector<Layer>& layers();

/// The layer that holds a file (a path from the project's root), or nothing.
const Layer* layer_of(std::string_view file);

/// Why `line` of `file` (from `root`) breaks the rules of its layer, or nothing when it does not.
std::optional<std::string> broken_rule(const std::filesystem::path& root, std::string_view file, std::string_view line);

/// Every C++ file below the given folders of `root`, as sorted paths from the root.
std::vector<std::string> cpp_files(const std::filesystem::path& root, const std::vector<std::string_view>& folders);

/// One line "file:line: reason" for each broken rule below `root`.
std::vector<std::string> broken_rules(const std::filesystem::path& root);

}  // namespace telusur::test
