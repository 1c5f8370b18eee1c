#include "base/file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <thread>

namespace telusur::base {

namespace fs = std::filesystem;

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

FileDescriptor::~FileDescriptor() {
  if (fd_ >= 0) {
    ::close(fd_);
  }
}

Error system_error(std::string_view what, const fs::path& path, int error) {
  std::string message = "cannot ";
  message.append(what).append(" ").append(path.string()).append(": ");
  message.append(std::generic_category().message(error));
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return {ErrorCode::kNotFound, message, "file"};
    case EACCES:
    case EPERM:
      return {ErrorCode::kPermission, message + ": run this as a user who may, or change who may", "file"};
    case EROFS:
      return {ErrorCode::kPermission, message + ": mount it for writing, or name a directory on another disk", "file"};
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return {ErrorCode::kNoSpace, message + ": free space and try again", "file"};
    default:
      return {ErrorCode::kIo, message, "file"};
  }
}

Error system_error(std::string_view what, const fs::filesystem_error& error) {
  return system_error(what, error.path1(), error.code().value());
}

namespace {

FileDescriptor open_file(const fs::path& path, int flags, std::string_view what) {
  FileDescriptor file(::open(path.c_str(), flags | O_CLOEXEC, 0666));
  if (!file) {
    throw system_error(what, path, errno);
  }
  return file;
}

}  // namespace

void write_all(int fd, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      throw system_error("write", path, errno);
    }
    if (written > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
}

std::string read_file(const fs::path& path) {
  const FileDescriptor file = open_file(path, O_RDONLY, "read");
  std::string contents;
  struct stat status {};
  if (::fstat(file.get(), &status) == 0 && status.st_size > 0) {
    contents.reserve(static_cast<std::size_t>(status.st_size));
  }
  char buffer[1 << 16];
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer, sizeof buffer);
    if (count == 0) {
      return contents;
    }
    if (count > 0) {
      contents.append(buffer, static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      throw system_error("read", path, errno);
    }
  }
}

void sync_path(const fs::path& path) {
  const FileDescriptor file = open_file(path, O_RDONLY, "open");
  if (::fsync(file.get()) != 0) {
    throw system_error("sync", path, errno);
  }
}

void make_directories(const fs::path& path, std::string_view what) {
  std::error_code error;
  if (path.empty() || fs::is_directory(path, error)) {
    return;
  }
  make_directories(path.parent_path(), what);
  const bool made = fs::create_directory(path, error);
  if (error) {
    throw system_error(what, path, error.value() == EEXIST ? ENOTDIR : error.value());
  }
  if (made) {
    sync_path(path.parent_path().empty() ? fs::path(".") : path.parent_path());
  }
}

void sync_tree(const fs::path& directory) {
  try {
    for (const auto& entry : fs::directory_iterator(directory)) {
      if (entry.is_directory()) {
        sync_tree(entry.path());
      } else if (entry.is_regular_file()) {
        sync_path(entry.path());
      }
    }
  } catch (const fs::filesystem_error& error) {
    throw system_error("list", error);
  }
  sync_path(directory);
}

void replace_file(const fs::path& path, std::string_view contents) {
  // One name per process and thread, so that two writers cannot write into each other's file.
  const fs::path temporary = path.string() + ".new-" + std::to_string(::getpid()) + "-" +
                             std::to_string(std::hash<std::thread::id>{}(std::this_thread::get_id()));
  try {
    const FileDescriptor file = open_file(temporary, O_WRONLY | O_CREAT | O_TRUNC, "create");
    write_all(file.get(), contents, path);
    if (::fsync(file.get()) != 0) {
      throw system_error("sync", path, errno);
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
      throw system_error("replace", path, errno);
    }
  } catch (const Error&) {
    ::unlink(temporary.c_str());
    throw;
  }
  sync_path(path.parent_path().empty() ? fs::path(".") : path.parent_path());
}

FileDescriptor lock_file(const fs::path& path, LockMode mode, std::chrono::milliseconds wait, bool create) {
  // A shared lock needs no right to write; an exclusive one on a network file system does.
  const int access = mode == LockMode::kShared && !create ? O_RDONLY : O_RDWR;
  FileDescriptor file(::open(path.c_str(), access | (create ? O_CREAT : 0) | O_CLOEXEC, 0666));
  if (!file) {
    if (!create && (errno == ENOENT || errno == ENOTDIR)) {
      return {};
    }
    throw system_error("open", path, errno);
  }
  const auto deadline = std::chrono::steady_clock::now() + wait;
  const int operation = (mode == LockMode::kShared ? LOCK_SH : LOCK_EX) | LOCK_NB;
  while (::flock(file.get(), operation) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) {
      throw system_error("lock", path, errno);
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      return {};
    }
    // flock(2) has no timed form; polling each 5 ms costs nothing against a commit.
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return file;
}

bool refuses_writing(const fs::path& path) {
  return ::access(path.c_str(), W_OK) != 0 && (errno == EACCES || errno == EROFS || errno == EPERM);
}

std::uint64_t tree_bytes(const fs::path& directory) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code gone;
    if (entry->is_regular_file(gone) && !gone) {
      const auto size = entry->file_size(gone);
      bytes += gone ? 0 : size;
    }
  }
  return bytes;
}

}  // namespace telusur::base
