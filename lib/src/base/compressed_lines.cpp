#include "base/compressed_lines.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <zstd.h>

#include <cerrno>
#include <new>
#include <vector>

#include "base/file.hpp"

namespace telusur::base {

namespace fs = std::filesystem;

namespace {

/// Zstandard's default: about 300 MB of JSON a second.
constexpr int kLevel = 3;

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

}  // namespace

struct CompressedLineWriter::Impl {
  explicit Impl(fs::path file_path)
      : path(std::move(file_path)),
        part(path.string() + ".part"),
        file(open_or_throw(part, O_WRONLY | O_CREAT | O_TRUNC, "write")),
        context(ZSTD_createCCtx()),
        out(ZSTD_CStreamOutSize()) {
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
        throw Error(ErrorCode::kInternal, "cannot compress " + part.string() + ": " + ZSTD_getErrorName(left));
      }
      write_all(file.get(), {out.data(), output.pos}, part);
      bytes += output.pos;
      more = directive == ZSTD_e_end ? left > 0 : input.pos < input.size;
    }
  }

  const fs::path path;
  const fs::path part;
  FileDescriptor file;
  std::unique_ptr<ZSTD_CCtx, FreeCompressor> context;
  std::vector<char> out;
  std::uint64_t bytes = 0;
  bool finished = false;
};

CompressedLineWriter::CompressedLineWriter(fs::path path) : impl_(std::make_unique<Impl>(std::move(path))) {}

CompressedLineWriter::~CompressedLineWriter() {
  if (!impl_->finished) {
    std::error_code ignored;
    fs::remove(impl_->part, ignored);
  }
}

void CompressedLineWriter::write(std::string_view line) {
  impl_->compress(line, ZSTD_e_continue);
  impl_->compress("\n", ZSTD_e_continue);
}

std::uint64_t CompressedLineWriter::finish() {
  impl_->compress({}, ZSTD_e_end);
  sync_path(impl_->part);
  std::error_code error;
  fs::rename(impl_->part, impl_->path, error);
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
        damaged(std::string("is damaged, or no such file: ") + ZSTD_getErrorName(left));
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
