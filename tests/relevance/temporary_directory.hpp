#pragma once

#include <filesystem>

namespace telusur::relevance {

/// A new, empty directory that is removed with its contents at the end of this object's life. Movable, not copyable.
class TemporaryDirectory {
 public:
  /// Creates it below `parent`; empty: the system's place for temporary files.
  /// @throws InputError when that is not possible.
  explicit TemporaryDirectory(const std::filesystem::path& parent = {});
  TemporaryDirectory(TemporaryDirectory&& other) noexcept;
  TemporaryDirectory& operator=(TemporaryDirectory&& other) noexcept;
  ~TemporaryDirectory();

  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;  ///< empty after a move
};

}  // namespace telusur::relevance
