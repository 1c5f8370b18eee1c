// Loaded into a program by LD_PRELOAD: counts its calls that change files below one directory, and at a chosen one ends
// the process as kill -9 does, or lets this and all later ones fail as a full or a read-only disk does. Each call can
// be written down, so that a test sees what would outlast a loss of power.
//
// TELUSUR_FAULT_IN    the directory, absolute; without it nothing happens
// TELUSUR_KILL_AT     number of the call, from 1, before which the process ends
// TELUSUR_FAIL_AT     number of the call from which on they fail
// TELUSUR_FAIL_ERROR  with this errno value
// TELUSUR_COUNT_FILE  gets the number of calls at the end
// TELUSUR_TRACE_FILE  gets a line for each call: its name, for rename the new path, and the path, parted by tabs
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

/// What a call does to the disk: a full one refuses what needs room, a read-only one what changes names.
enum class Effect { kNeedsRoom, kChangesNames, kBoth, kOther };

struct Plan {
  std::string_view directory;
  long kill_at = 0;
  long fail_at = 0;
  int error = 0;
  int trace = -1;
  std::atomic<long> calls{0};
};

template <typename Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

long number(const char* name) {
  const char* text = std::getenv(name);
  return text == nullptr ? 0 : std::atol(text);
}

Plan& plan() {
  static Plan made;
  static const bool read = [] {
    const char* directory = std::getenv("TELUSUR_FAULT_IN");
    made.directory = directory == nullptr ? "" : directory;
    made.kill_at = number("TELUSUR_KILL_AT");
    made.fail_at = number("TELUSUR_FAIL_AT");
    made.error = static_cast<int>(number("TELUSUR_FAIL_ERROR"));
    if (const char* trace = std::getenv("TELUSUR_TRACE_FILE")) {
      made.trace = next<int(const char*, int, ...)>("open")(trace, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    return true;
  }();
  static_cast<void>(read);
  return made;
}

void write_down(const Plan& faults, const std::string& call, std::string_view path) {
  const int saved = errno;
  const std::string line = call + '\t' + std::string(path) + '\n';
  static_cast<void>(next<ssize_t(int, const void*, size_t)>("write")(faults.trace, line.data(), line.size()));
  errno = saved;
}

/// Counts a call. True when it has to fail; errno is set then.
bool fails(const std::string& name, const char* path, Effect effect) {
  Plan& faults = plan();
  if (faults.directory.empty() || !std::string_view(path).starts_with(faults.directory)) {
    return false;
  }
  const long call = ++faults.calls;
  if (faults.trace >= 0) {
    write_down(faults, name, path);
  }
  if (call == faults.kill_at) {
    ::raise(SIGKILL);
  }
  const bool hit = faults.error == EROFS ? effect == Effect::kChangesNames || effect == Effect::kBoth
                                         : effect == Effect::kNeedsRoom || effect == Effect::kBoth;
  if (faults.fail_at == 0 || call < faults.fail_at || !hit) {
    return false;
  }
  errno = faults.error;
  return true;
}

bool fails(const char* name, int descriptor, Effect effect) {
  const int saved = errno;
  char target[PATH_MAX + 1] = {};
  const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  const ssize_t length = ::readlink(link.c_str(), target, PATH_MAX);
  errno = saved;
  return length > 0 && fails(name, target, effect);
}

bool opening_fails(const char* path, int flags) {
  if ((flags & O_ACCMODE) == O_RDONLY) {
    return false;
  }
  const bool makes = (flags & O_CREAT) != 0 && ::access(path, F_OK) != 0;
  return makes ? fails("create", path, Effect::kBoth) : fails("open", path, Effect::kChangesNames);
}

mode_t mode_of(int flags, va_list arguments) { return (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0; }

__attribute__((destructor)) void write_count() {
  const char* name = std::getenv("TELUSUR_COUNT_FILE");
  if (name == nullptr) {
    return;
  }
  if (FILE* file = std::fopen(name, "w")) {
    std::fprintf(file, "%ld", plan().calls.load());
    std::fclose(file);
  }
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return opening_fails(path, flags) ? -1 : next<int(const char*, int, ...)>("open")(path, flags, mode);
}

ssize_t write(int descriptor, const void* bytes, size_t count) {
  return fails("write", descriptor, Effect::kNeedsRoom)
             ? -1
             : next<ssize_t(int, const void*, size_t)>("write")(descriptor, bytes, count);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t offset) {
  return fails("pwrite", descriptor, Effect::kNeedsRoom)
             ? -1
             : next<ssize_t(int, const void*, size_t, off_t)>("pwrite")(descriptor, bytes, count, offset);
}

int fsync(int descriptor) {
  return fails("fsync", descriptor, Effect::kOther) ? -1 : next<int(int)>("fsync")(descriptor);
}

int fdatasync(int descriptor) {
  return fails("fdatasync", descriptor, Effect::kOther) ? -1 : next<int(int)>("fdatasync")(descriptor);
}

int ftruncate(int descriptor, off_t size) noexcept {
  return fails("ftruncate", descriptor, Effect::kOther) ? -1 : next<int(int, off_t)>("ftruncate")(descriptor, size);
}

int rename(const char* from, const char* to) noexcept {
  return fails("rename\t" + std::string(to), from, Effect::kChangesNames)
             ? -1
             : next<int(const char*, const char*)>("rename")(from, to);
}

int mkdir(const char* path, mode_t mode) noexcept {
  const bool there = ::access(path, F_OK) == 0;
  return !there && fails("mkdir", path, Effect::kBoth) ? -1 : next<int(const char*, mode_t)>("mkdir")(path, mode);
}

int unlink(const char* path) noexcept {
  return fails("unlink", path, Effect::kChangesNames) ? -1 : next<int(const char*)>("unlink")(path);
}

int remove(const char* path) noexcept {
  return fails("remove", path, Effect::kChangesNames) ? -1 : next<int(const char*)>("remove")(path);
}

int unlinkat(int directory, const char* path, int flags) noexcept {
  return fails("unlinkat", directory, Effect::kChangesNames)
             ? -1
             : next<int(int, const char*, int)>("unlinkat")(directory, path, flags);
}

}  // extern "C"
