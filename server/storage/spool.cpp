#include "storage/spool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "telusur/error.hpp"

namespace telusur::server::storage {

namespace {

[[noreturn]] void fail(int reason, const std::filesystem::path& directory, const char* what) {
  const bool full = reason == ENOSPC || reason == EDQUOT || reason == EFBIG;
  const bool forbidden = reason == EACCES || reason == EPERM || reason == EROFS;
  const ErrorCode code = full ? ErrorCode::kNoSpace : forbidden ? ErrorCode::kPermission : ErrorCode::kIo;
  throw Error(code, std::string("cannot ") + what + " a temporary file in " + directory.string() + ": " +
                        std::generic_category().message(reason));
}

int open_nameless(const std::filesystem::path& directory) {
  int file = ::open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) {
    // A file system that makes no files without a name makes one whose name goes at once.
    std::string name = (directory / "body-XXXXXX").string();
    file = ::mkostemp(name.data(), O_CLOEXEC);
    if (file >= 0) {
      ::unlink(name.c_str());
    }
  }
  if (file < 0) {
    fail(errno, directory, "make");
  }
  return file;
}

}  // namespace

Spool::Spool(Spool&& other) noexcept
    : directory_(std::move(other.directory_)),
      memory_bytes_(other.memory_bytes_),
      file_(std::exchange(other.file_, -1)),
      file_bytes_(std::exchange(other.file_bytes_, 0)),
      memory_(std::move(other.memory_)) {}

Spool::~Spool() {
  if (file_ >= 0) {
    ::close(file_);
  }
}

void Spool::append(std::string_view bytes) {
  memory_ += bytes;
  if (memory_.size() > memory_bytes_) {
    write_out();
  }
}

void Spool::write_out() {
  if (file_ < 0) {
    file_ = open_nameless(directory_);
  }
  std::string_view rest = memory_;
  while (!rest.empty()) {
    const ssize_t written = ::write(file_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      fail(errno, directory_, "write");
    }
  }
  file_bytes_ += memory_.size();
  memory_.clear();
}

std::size_t Spool::read(std::uint64_t offset, char* out, std::size_t size) const {
  if (offset >= file_bytes_) {
    return offset >= this->size() ? 0 : memory_.copy(out, size, static_cast<std::size_t>(offset - file_bytes_));
  }
  const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size, file_bytes_ - offset));
  for (;;) {
    const ssize_t got = ::pread(file_, out, wanted, static_cast<off_t>(offset));
    if (got > 0) {
      return static_cast<std::size_t>(got);
    }
    if (got == 0 || errno != EINTR) {
      fail(got == 0 ? EIO : errno, directory_, "read");
    }
  }
}

std::string_view SpoolReader::next(std::size_t size) {
  // Most spools are small: a whole piece of memory, filled with zeros, would cost more than reading them.
  buffer_.resize(std::min<std::uint64_t>(size, spool_->size() - offset_));
  std::size_t got = 0;
  for (std::size_t more = 1; got < buffer_.size() && more > 0; got += more) {
    more = spool_->read(offset_ + got, buffer_.data() + got, buffer_.size() - got);
  }
  offset_ += got;
  return std::string_view(buffer_).substr(0, got);
}

std::string LineReader::next() {
  std::string lines = std::move(rest_);
  rest_.clear();
  for (;;) {
    const std::string_view piece = pieces_.next(size_);
    lines += piece;
    if (piece.size() < size_) {
      return lines;
    }
    if (const std::size_t end = piece.rfind('\n'); end != std::string_view::npos) {
      const std::size_t kept = lines.size() - (piece.size() - end - 1);
      rest_ = lines.substr(kept);
      lines.resize(kept);
      return lines;
    }
  }
}

}  // namespace telusur::server::storage
