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

std::size_t InputFile::read_into(std::string& buffer, std::size_t max_bytes) {
  const std::size_t size = buffer.size();
  buffer.resize(size + max_bytes);
  ssize_t count = ::read(descriptor_, buffer.data() + size, max_bytes);
  while (count < 0 && errno == EINTR) {
    stop_if_interrupted();
    count = ::read(descriptor_, buffer.data() + size, max_bytes);
  }
  if (count < 0) {
    fail("cannot be read");
  }
  const auto bytes = static_cast<std::size_t>(count);
  buffer.resize(size + bytes);
  bytes_read_ += bytes;
  return bytes;
}

std::string read_whole(const std::filesystem::path& path, std::size_t max_bytes) {
  InputFile file(path);
  std::string bytes;
  while (file.read_into(bytes, kPieceBytes) != 0) {
    if (bytes.size() > max_bytes) {
      throw BadInput("is larger than " + human_bytes(max_bytes) + ", the limit of --max-document");
    }
  }
  if (bytes.empty()) {
    throw BadInput("is empty");
  }
  return bytes;
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
