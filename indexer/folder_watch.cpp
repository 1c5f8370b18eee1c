#include "folder_watch.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <system_error>

#include "interrupt.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t kChanges = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;

/// How often the wait for a signal is looked at, should one arrive just before the wait for changes.
constexpr int kLookMs = 500;

[[noreturn]] void fail(const std::string& what, int error) {
  throw Error(ErrorCode::kIo, what + ": " + std::system_category().message(error) +
                                  (error == ENOSPC ? "; raise fs.inotify.max_user_watches" : ""));
}

}  // namespace

FolderWatch::FolderWatch(const std::vector<fs::path>& paths) : descriptor_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (descriptor_ < 0) {
    fail("changes cannot be watched", errno);
  }
  try {
    for (const fs::path& path : paths) {
      add(path);
    }
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
}

FolderWatch::~FolderWatch() { ::close(descriptor_); }

void FolderWatch::add(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    add_folder(path);
  } else if (fs::exists(path, error)) {
    // Its folder: editors replace a file by another one of its name.
    const int watch = ::inotify_add_watch(descriptor_, fs::absolute(path).parent_path().c_str(), kChanges);
    if (watch < 0) {
      fail("'" + path.string() + "' cannot be watched", errno);
    }
    folders_.emplace(watch, fs::path());  // what appears beside it is not watched
  } else {
    throw Error(ErrorCode::kNotFound, "'" + path.string() + "' does not exist, so it cannot be watched");
  }
}

void FolderWatch::add_folder(const fs::path& folder) {
  const int watch = ::inotify_add_watch(descriptor_, folder.c_str(), kChanges | IN_ONLYDIR);
  if (watch < 0) {
    if (errno == ENOENT || errno == ENOTDIR || errno == EACCES) {
      return;  // It has gone again, or the update names it.
    }
    fail("'" + folder.string() + "' cannot be watched", errno);
  }
  folders_[watch] = folder;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code unknown;
    if (!at->path().filename().string().starts_with('.') && at->is_directory(unknown) && !at->is_symlink(unknown)) {
      add_folder(at->path());
    }
  }
}

void FolderWatch::wait(std::chrono::milliseconds quiet) {
  while (!poll(kLookMs)) {
  }
  const auto latest = std::chrono::steady_clock::now() + 100 * quiet;
  do {
    read_events();
  } while (std::chrono::steady_clock::now() < latest && poll(static_cast<int>(quiet.count())));
}

bool FolderWatch::poll(int timeout_ms) const {
  pollfd waiting{descriptor_, POLLIN, 0};
  const int ready = ::poll(&waiting, 1, timeout_ms);
  const int error = errno;
  stop_if_interrupted();
  if (ready < 0 && error != EINTR) {
    fail("changes cannot be watched", error);
  }
  return ready > 0;
}

void FolderWatch::read_events() {
  alignas(inotify_event) std::array<char, std::size_t{16} * 1024> buffer{};
  for (;;) {
    const ssize_t size = ::read(descriptor_, buffer.data(), buffer.size());
    if (size <= 0) {
      return;
    }
    for (ssize_t at = 0; at < size;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      const auto folder = folders_.find(event->wd);
      if ((event->mask & IN_ISDIR) != 0 && (event->mask & (IN_CREATE | IN_MOVED_TO)) != 0 && folder != folders_.end() &&
          !folder->second.empty() && event->name[0] != '.') {
        add_folder(fs::path(folder->second) / event->name);
      }
    }
  }
}

}  // namespace telusur::indexer
