#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "catalog/catalog.hpp"

namespace telusur::catalog {

/// The directory of an entry's published generation.
std::filesystem::path generation_directory(const std::filesystem::path& data_dir, const CatalogEntry& entry);

/// Keeps a generation's directory from being deleted while a process uses it. Movable; ends with the process at the
/// latest.
class GenerationLease {
 public:
  /// Nothing when the directory is gone or being deleted: read the catalog again then.
  static std::optional<GenerationLease> take(const std::filesystem::path& directory);

 private:
  explicit GenerationLease(base::FileDescriptor lock) : lock_(std::move(lock)) {}
  base::FileDescriptor lock_;
};

/// A new generation under construction, out of everybody's sight: DATA/indexes/<id>/.building-<random>/.
/// Removed at the end of its life, when what was published has been moved out; after a crash by the next
/// `remove_unused`. Until then others see that it is under way.
class Construction {
 public:
  /// Call it under the catalog's lock: until it holds its lease, `remove_unused` takes it for what a crash left.
  /// @param directory  the index's name below DATA/indexes. @throws Error kBusy, kNoSpace, kPermission, kIo.
  Construction(std::filesystem::path data_dir, std::string directory);
  ~Construction();
  Construction(Construction&&) noexcept = default;
  Construction& operator=(Construction&&) noexcept = delete;

  const std::string& directory() const noexcept { return directory_; }
  /// Differs from that of every other construction.
  std::string name() const { return root_.filename().string(); }
  /// For whatever the work needs.
  std::filesystem::path scratch(const std::string& name) const { return root_ / name; }
  /// Where the finished database has to be before it is moved into place.
  std::filesystem::path result() const { return root_ / "result"; }

  /// Moves the result to the place of generation number `generation`, durably. The catalog does not know it yet.
  void move_into_place(std::uint64_t generation);

 private:
  std::filesystem::path data_dir_;
  std::string directory_;
  std::filesystem::path root_;
  base::FileDescriptor lock_;
};

/// The name of the construction of an index that a living process has under way; "" when there is none. Of two answers
/// the later one holds, unless the index's write lock is held: constructions of an index that is there begin under it.
/// @throws Error kPermission, kIo.
std::string construction_under_way(const std::filesystem::path& data_dir, const std::string& directory);

/// A name for the directory of a new index: 16 random hexadecimal digits.
std::string new_index_directory();

/// Takes the right to change the documents of an index or to publish it. Empty when somebody else has it for longer
/// than `wait`.
base::FileDescriptor lock_for_writing(const std::filesystem::path& data_dir, const std::string& directory,
                                      std::chrono::milliseconds wait);

/// The directories of indexes that have a published generation, whether the catalog names them or not.
/// @throws Error kPermission, kIo.
std::vector<std::string> published_directories(const std::filesystem::path& data_dir);

/// Deletes generations that the catalog does not name and no process uses, and constructions whose process is gone.
/// Never throws: what cannot be deleted now is left for the next time. Call it under the catalog's lock.
void remove_unused(const std::filesystem::path& data_dir, const CatalogState& state) noexcept;

}  // namespace telusur::catalog
