#include "base/gzip.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <memory>

#include "base/file.hpp"

namespace telusur::base {

namespace {

constexpr unsigned kChunkBytes = 1U << 18;

struct CloseGzip {
  void operator()(gzFile file) const noexcept { gzclose_r(file); }
};

[[noreturn]] void throw_damaged(const std::filesystem::path& path, const std::string& why) {
  throw Error(ErrorCode::kCorrupt, path.string() + " " + why);
}

}  // namespace

std::string read_gzip_file(const std::filesystem::path& path, std::size_t max_bytes) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    throw system_error("open", path, errno);
  }
  const std::unique_ptr<gzFile_s, CloseGzip> file(gzdopen(descriptor, "rb"));
  if (file == nullptr) {
    ::close(descriptor);
    throw system_error("open", path, ENOMEM);
  }
  std::string contents;
  for (int got = 1; got > 0;) {
    const auto size = contents.size();
    contents.resize(size + kChunkBytes);
    got = gzread(file.get(), contents.data() + size, kChunkBytes);
    contents.resize(size + static_cast<std::size_t>(got > 0 ? got : 0));
    if (contents.size() > max_bytes) {
      throw_damaged(path, "holds more than " + std::to_string(max_bytes) + " bytes");
    }
  }
  // A file that ends in the middle of its data gives no error but this one.
  int error = Z_OK;
  gzerror(file.get(), &error);
  if (error == Z_ERRNO) {
    throw system_error("read", path, errno);
  }
  if (error != Z_OK && error != Z_STREAM_END) {
    throw_damaged(path, "is damaged or cut short");
  }
  return contents;
}

}  // namespace telusur::base
