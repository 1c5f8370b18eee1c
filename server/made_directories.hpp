#pragma once

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

namespace telusur::server {

/// Takes away the directories that the import of a dump makes, when it fails: what is left in them is an empty catalog.
class MadeDirectories {
 public:
  explicit MadeDirectories(const std::filesystem::path& data) : data_(data) {
    std::error_code unknown;
    for (std::filesystem::path path = data;
         !path.empty() && std::filesystem::status(path, unknown).type() == std::filesystem::file_type::not_found;
         path = path.parent_path()) {
      made_.push_back(path);
    }
  }

  void remove() const {
    if (made_.empty() || !holds_empty_catalog()) {
      return;
    }
    std::error_code error;
    // Directories go when they are empty, and so nothing that another process has made meanwhile.
    for (const char* name : {"indexes", "catalog.json", "catalog.lock"}) {
      std::filesystem::remove(data_ / name, error);
      if (error) {
        return;
      }
    }
    for (const std::filesystem::path& directory : made_) {
      std::filesystem::remove(directory, error);
    }
  }

 private:
  bool holds_empty_catalog() const {
    std::error_code error;
    const std::filesystem::directory_iterator entries(data_, error);
    return std::all_of(begin(entries), end(entries), [](const std::filesystem::directory_entry& entry) {
      const std::filesystem::path name = entry.path().filename();
      return name == "indexes" || name == "catalog.json" || name == "catalog.lock";
    });
  }

  const std::filesystem::path data_;
  std::vector<std::filesystem::path> made_;  // the deepest first
};

}  // namespace telusur::server
