#include "base/compressed_lines.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <zstd.h>

#include <cerrno>
#include <cstdio>
#include <new>
#include <random>
#include <utility>
#include <vector>

#include "base/file.hpp"

namespace telusur::base {

namespace fs = std::filesystem;

namespace {

/// Zstandard's default: about 300 MB of JSON a second.
constexpr int kLevel = 3;
/// How files that are compressed so begin (RFC 8878, 3.1.1).
constexpr std::string_view kMagic = "\x28\xB5\x2F\xFD";

struct FreeCompressor {
  void operator()(ZSTD_CCtx* context) const noexcept { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor {
  void operator()(ZSTD_DCtx* context) const noexcept { ZSTD_freeDCtx(context); }
};

FileDescriptor open_or_throw(const fs::path& path, int flags, std::string_view what) {
  FileDescriptor file(::open(path.c_str(), flags | O_CLOEXEC, 0666));
  if (!file) {
    throw system_error(what, path, errno);
  }
  return file;
}

/// As many as Linux follows.
constexpr int kMaxLinks = 40;

/// The regular file that `path` names or shall name, behind symbolic links: what replaced a link or a device would
/// destroy more than a file's bytes.
fs::path regular_file(fs::path path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    throw Error(ErrorCode::kInvalidArgument, path.string() + " is there and no regular file: name another file",
                "file");
  }
  for (int links = 0; fs::is_symlink(fs::symlink_status(path, error)); ++links) {
    const fs::path next = fs::read_symlink(path, error);
    if (error || links == kMaxLinks) {
      throw system_error("write", path, error ? error.value() : ELOOP);
    }
    path = path.parent_path() / next;
  }
  return path;
}

/// A new file beside the one that it shall become.
struct PartFile {
  explicit PartFile(const fs::path& whole) {
    std::random_device random;
    do {
      char suffix[16];
      std::snprintf(suffix, sizeof suffix, ".part-%08x", random());
      path = whole.string() + suffix;
      file = FileDescriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    } while (!file && errno == EEXIST);
    if (!file) {
      throw system_error("write", whole, errno);
    }
  }

  fs::path path;
  FileDescriptor file;
};

}  // namespace

struct CompressedLineWriter::Impl {
  explicit Impl(fs::path file_path)
      : path(regular_file(std::move(file_path))), part(path), context(ZSTD_createCCtx()), out(ZSTD_CStreamOutSize()) {
    if (context == nullptr) {
      throw std::bad_alloc();
    }
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  }

  void compress(std::string_view text, ZSTD_EndDirective directive) {
    ZSTD_inBuffer input{text.data(), text.size(), 0};
    for (bool more = true; more;) {
      ZSTD_outBuffer output{out.data(), out.size(), 0};
      const std::size_t left = ZSTD_compressStream2(context.get(), &output, &input, directive);
      if (ZSTD_isError(left) != 0) {
        throw Error(ErrorCode::kInternal, "cannot compress " + part.path.string() + ": " + ZSTD_getErrorName(left));
      }
      write_all(part.file.get(), {out.data(), output.pos}, part.path);
      bytes += output.pos;
      more = directive == ZSTD_e_end ? left > 0 : input.pos < input.size;
    }
  }

  const fs::path path;
  PartFile part;
  std::unique_ptr<ZSTD_CCtx, FreeCompressor> context;
  std::vector<char> out;
  std::uint64_t bytes = 0;
  bool finished = false;
};

CompressedLineWriter::CompressedLineWriter(fs::path path) : impl_(std::make_unique<Impl>(std::move(path))) {}

CompressedLineWriter::~CompressedLineWriter() {
  if (!impl_->finished) {
    std::error_code ignored;
    fs::remove(impl_->part.path, ignored);
  }
}

void CompressedLineWriter::write(std::string_view line) {
  impl_->compress(line, ZSTD_e_continue);
  impl_->compress("\n", ZSTD_e_continue);
}

std::uint64_t CompressedLineWriter::finish() {
  impl_->compress({}, ZSTD_e_end);
  sync_path(impl_->part.path);
  std::error_code error;
  fs::rename(impl_->part.path, impl_->path, error);
  if (error) {
    throw system_error("write", impl_->path, error.value());
  }
  impl_->finished = true;
  const fs::path directory = impl_->path.parent_path();
  sync_path(directory.empty() ? fs::path(".") : directory);
  return impl_->bytes;
}

struct CompressedLineReader::Impl {
  Impl(fs::path file_path, std::size_t max_line)
      : path(std::move(file_path)),
        max_line_bytes(max_line),
        file(open_or_throw(path, O_RDONLY, "read")),
        context(ZSTD_createDCtx()),
        in(ZSTD_DStreamInSize()),
        out(ZSTD_DStreamOutSize()) {
    if (context == nullptr) {
      throw std::bad_alloc();
    }
  }

  [[noreturn]] void damaged(const std::string& why) const {
    throw Error(ErrorCode::kCorrupt, path.string() + " " + why);
  }

  bool read() {
    ssize_t count = 0;
    do {
      count = ::read(file.get(), in.data(), in.size());
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
      throw system_error("read", path, errno);
    }
    input = {in.data(), static_cast<std::size_t>(count), 0};
    if (std::exchange(at_beginning, false) &&
        !kMagic.starts_with(std::string_view(in.data(), input.size).substr(0, 4))) {
      damaged("is nothing that telusur wrote: it is not compressed by Zstandard");
    }
    return count > 0;
  }

  /// Fills `text` with what comes next; false at the end of the file.
  bool decompress() {
    for (;;) {
      if (input.pos == input.size && !read()) {
        if (inside_frame) {
          damaged("is cut short");
        }
        return false;
      }
      ZSTD_outBuffer output{out.data(), out.size(), 0};
      const std::size_t left = ZSTD_decompressStream(context.get(), &output, &input);
      if (ZSTD_isError(left) != 0) {
        damaged(std::string("is damaged: ") + ZSTD_getErrorName(left));
      }
      inside_frame = left > 0;
      if (output.pos > 0) {
        text = {out.data(), output.pos};
        return true;
      }
    }
  }

  const fs::path path;
  const std::size_t max_line_bytes;
  FileDescriptor file;
  std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context;
  std::vector<char> in;
  std::vector<char> out;
  ZSTD_inBuffer input{nullptr, 0, 0};
  std::string_view text;  // of `out`: what was decompressed and not taken yet
  bool inside_frame = true;
  bool at_beginning = true;
};

CompressedLineReader::CompressedLineReader(fs::path path, std::size_t max_line_bytes)
    : impl_(std::make_unique<Impl>(std::move(path), max_line_bytes)) {}

CompressedLineReader::~CompressedLineReader() = default;

bool CompressedLineReader::next(std::string& line) {
  line.clear();
  for (;;) {
    const std::size_t end = impl_->text.find('\n');
    line.append(impl_->text.substr(0, end));
    if (line.size() > impl_->max_line_bytes) {
      impl_->damaged("has a line of more than " + std::to_string(impl_->max_line_bytes) + " bytes");
    }
    if (end != std::string_view::npos) {
      impl_->text.remove_prefix(end + 1);
      return true;
    }
    if (!impl_->decompress()) {
      impl_->text = {};
      if (!line.empty()) {
        impl_->damaged("is cut short");
      }
      return false;
    }
  }
}

}  // namespace telusur::base
