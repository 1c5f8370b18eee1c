#include "tasks/data_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace telusur::server::tasks {

namespace {

Options options_for(const std::shared_ptr<spdlog::logger>& log, const SearchLimits& search, bool read_only) {
  Options options;
  options.read_only = read_only;
  options.search = search;
  options.report = [log](std::string_view line) { log->warn("{}", line); };
  return options;
}

ErrorCode code_of(int error) {
  switch (error) {
    case EWOULDBLOCK:
      return ErrorCode::kBusy;
    case EACCES:
    case EROFS:
    case EPERM:
      return ErrorCode::kPermission;
    case ENOSPC:
    case EDQUOT:
      return ErrorCode::kNoSpace;
    default:
      return ErrorCode::kIo;
  }
}

void restore(const std::filesystem::path& directory, const std::filesystem::path& dump,
             const std::shared_ptr<spdlog::logger>& log) {
  Engine engine(directory, options_for(log, {}, false));
  if (!engine.indexes().empty()) {
    throw Error(ErrorCode::kAlreadyExists,
                directory.string() +
                    " has indexes already: restore a dump into an empty data directory, or index by "
                    "index with telusur-indexer restore");
  }
  const DumpSummary summary = engine.restore(dump);
  log->info("restored {} documents of {} indexes from {}", summary.documents, summary.indexes, dump.string());
}

}  // namespace

/// Two servers with one queue would apply each task twice.
struct DataDirectory::Lock {
  explicit Lock(const std::filesystem::path& file)
      : descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
    if (descriptor < 0 || ::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      const int reason = errno;
      if (descriptor >= 0) {
        ::close(descriptor);
      }
      throw Error(code_of(reason),
                  reason == EWOULDBLOCK
                      ? "another telusur-server writes to " + file.parent_path().string()
                      : "cannot lock " + file.string() + ": " + std::generic_category().message(reason));
    }
  }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  ~Lock() { ::close(descriptor); }

  int descriptor;
};

void DataDirectory::Unlock::operator()(Lock* lock) const noexcept { delete lock; }

DataDirectory::DataDirectory(const std::filesystem::path& directory, const std::shared_ptr<spdlog::logger>& log,
                             const DataDirectoryOptions& options) {
  if (!options.import_dump.empty()) {
    restore(directory, options.import_dump, log);
  }
  try {
    engine_ = std::make_unique<Engine>(directory, options_for(log, options.search, false));
    lock_.reset(new Lock(directory / "server.lock"));
    queue_ = std::make_unique<Queue>(*engine_, log, options.queue);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kCorrupt || error.code() == ErrorCode::kWrongFormat) {
      throw;
    }
    refusal_ = error;
    lock_.reset();
    engine_ = std::make_unique<Engine>(directory, options_for(log, options.search, true));
    log->warn("nothing can be written, only searched: {}", error.what());
  }
}

Queue& DataDirectory::queue() const {
  if (!queue_) {
    throw *refusal_;
  }
  return *queue_;
}

}  // namespace telusur::server::tasks
