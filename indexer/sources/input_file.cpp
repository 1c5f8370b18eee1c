#include "sources/input_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <string_view>
#include <system_error>

#include "interrupt.hpp"
#include "sources/source.hpp"

namespace telusur::indexer {

namespace {

[[noreturn]] void fail(std::string_view action) {
  throw BadInput(std::string(action) + ": " + std::generic_category().message(errno));
}

}  // namespace

InputFile::InputFile(const std::filesystem::path& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (descriptor_ < 0) {
    fail("cannot be opened");
  }
  struct stat status {};
  if (::fstat(descriptor_, &status) == 0 && S_ISDIR(status.st_mode)) {
    ::close(descriptor_);
    throw BadInput("is a directory, not a file");
  }
}

InputFile::~InputFile() { ::close(descriptor_); }

std::size_t InputFile::read_raw(std::span<char> output) {
  ssize_t count = ::read(descriptor_, output.data(), output.size());
  while (count < 0 && errno == EINTR) {
    stop_if_interrupted();
    count = ::read(descriptor_, output.data(), output.size());
  }
  if (count < 0) {
    fail("cannot be read");
  }
  bytes_read_ += static_cast<std::uint64_t>(count);
  return static_cast<std::size_t>(count);
}

/// Reads the bytes that tell how the file is compressed, of which a pipe may bring one at a time.
void InputFile::begin() {
  begun_ = true;
  piece_.resize(kPieceBytes);
  std::size_t size = 0;
  for (std::size_t got = 1; got > 0 && size < kMagicBytes; size += got) {
    got = read_raw(std::span(piece_).subspan(size));
  }
  ahead_ = std::string_view(piece_).substr(0, size);
  decoder_ = make_decoder(ahead_);
}

std::size_t InputFile::read_decoded(std::span<char> output) {
  while (true) {
    // Without input, too: the decoder may hold back what did not fit before.
    if (const std::size_t count = decoder_->decode(ahead_, output); count > 0) {
      return count;
    }
    if (!ahead_.empty()) {
      continue;
    }
    const std::size_t count = read_raw(piece_);
    if (count == 0) {
      if (!decoder_->at_boundary()) {
        throw BadInput("is cut short: its compressed data has no end");
      }
      return 0;
    }
    ahead_ = std::string_view(piece_).substr(0, count);
  }
}

std::size_t InputFile::read(std::span<char> output) {
  if (!begun_) {
    begin();
  }
  if (decoder_ != nullptr) {
    return read_decoded(output);
  }
  if (ahead_.empty()) {
    return read_raw(output);
  }
  const std::size_t count = ahead_.copy(output.data(), output.size());
  ahead_.remove_prefix(count);
  return count;
}

std::size_t InputFile::read_into(std::string& buffer, std::size_t max_bytes) {
  const std::size_t size = buffer.size();
  buffer.resize(size + max_bytes);
  const std::size_t count = read(std::span(buffer).subspan(size));
  buffer.resize(size + count);
  return count;
}

std::string read_whole(InputFile& file, std::size_t max_bytes) {
  std::string bytes;
  while (file.read_into(bytes, kPieceBytes) != 0) {
    if (bytes.size() > max_bytes) {
      throw BadInput("is larger than " + human_bytes(max_bytes) +
                     ", the limit of --max-document, or of what --memory suffices for");
    }
  }
  if (bytes.empty()) {
    throw BadInput("is empty");
  }
  return bytes;
}

std::string read_whole(const std::filesystem::path& path, std::size_t max_bytes) {
  InputFile file(path);
  return read_whole(file, max_bytes);
}

std::string human_bytes(std::uint64_t bytes) {
  constexpr std::array<const char*, 5> kUnits{"bytes", "KB", "MB", "GB", "TB"};
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 1024 && unit + 1 < kUnits.size()) {
    value /= 1024;
    ++unit;
  }
  const bool whole = value == static_cast<double>(static_cast<std::uint64_t>(value)) || value >= 100;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), whole ? "%.0f %s" : "%.1f %s", value, kUnits[unit]);
  return text.data();
}

}  // namespace telusur::indexer
