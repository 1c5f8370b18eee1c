#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "telusur/error.hpp"

namespace telusur::base {

/// An owned file descriptor, closed at the end of its life. Movable, one thread.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) noexcept : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  ~FileDescriptor();

  int get() const noexcept { return fd_; }
  explicit operator bool() const noexcept { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

/// The error for a failed system call: `what` completes "cannot …", `path` is named, `error` is an errno value.
Error system_error(std::string_view what, const std::filesystem::path& path, int error);

/// The error for a failed std::filesystem call.
Error system_error(std::string_view what, const std::filesystem::filesystem_error& error);

/// Writes all of `bytes`; `path` is for messages. @throws Error kNoSpace, kIo.
void write_all(int fd, std::string_view bytes, const std::filesystem::path& path);

/// The whole file. @throws Error kNotFound, kPermission, kIo.
std::string read_file(const std::filesystem::path& path);

/// Replaces `path` by `contents` so that at any instant, power loss included, it holds the old or the new bytes whole:
/// write beside it, fsync, rename, fsync the directory. @throws Error kNoSpace, kPermission, kIo.
void replace_file(const std::filesystem::path& path, std::string_view contents);

/// Makes what was written to a file or to the names in a directory durable. @throws Error kNoSpace, kIo.
void sync_path(const std::filesystem::path& path);

/// Makes a directory and those above it that are missing, so that they outlast a loss of power. `what` completes
/// "cannot …" in the error. @throws Error kPermission, kNoSpace, kIo.
void make_directories(const std::filesystem::path& path, std::string_view what = "create");

/// Syncs every regular file below `directory`, and its directories, the deepest first.
void sync_tree(const std::filesystem::path& directory);

/// How a lock on a file is shared.
enum class LockMode { kShared, kExclusive };

/// Opens (creating it when `create`) and locks `path` with flock(2), waiting at most `wait`.
/// The lock lives as long as the descriptor and ends with the process. Returns an empty descriptor when somebody else
/// holds it, or when the file is missing and not to be created. @throws Error kPermission, kIo, kNoSpace.
FileDescriptor lock_file(const std::filesystem::path& path, LockMode mode, std::chrono::milliseconds wait, bool create);

/// Whether this process may not write to a file that is there, or the file system is read-only.
bool refuses_writing(const std::filesystem::path& path);

/// Bytes of the regular files below `directory`, at any depth; files that vanish meanwhile count nothing.
std::uint64_t tree_bytes(const std::filesystem::path& directory);

}  // namespace telusur::base
