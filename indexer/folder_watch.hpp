#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace telusur::indexer {

/// Notices changes in folders and all that is below them, and in single files, by inotify. One thread at a time.
class FolderWatch {
 public:
  /// Begins to watch. @throws Error kNotFound for a path that does not exist, kIo when the system allows no more
  /// watches.
  explicit FolderWatch(const std::vector<std::filesystem::path>& paths);
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;
  ~FolderWatch();

  /// Waits for a change since the last call, and then until nothing has changed for `quiet`, so that a copy of many
  /// files is one change; at most for a hundred times as long. @throws Interrupted, Error kIo.
  void wait(std::chrono::milliseconds quiet);

 private:
  void add(const std::filesystem::path& path);
  void add_folder(const std::filesystem::path& folder);
  bool poll(int timeout_ms) const;
  void read_events();

  int descriptor_;
  std::map<int, std::filesystem::path> folders_;  ///< by watch
};

}  // namespace telusur::indexer
