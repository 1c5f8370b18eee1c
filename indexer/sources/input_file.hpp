#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace telusur::indexer {

/// Bytes that are read at a time.
inline constexpr std::size_t kPieceBytes = std::size_t{256} * 1024;

/// A file that is read from its beginning to its end, a piece at a time; a pipe will do. Closes it in the destructor.
class InputFile {
 public:
  /// @throws BadInput when it cannot be opened or is a directory.
  explicit InputFile(const std::filesystem::path& path);
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile();

  /// Appends up to `max_bytes` to `buffer`. Returns how many; 0 at the end. @throws BadInput when reading fails;
  /// Interrupted.
  std::size_t read_into(std::string& buffer, std::size_t max_bytes);

  std::uint64_t bytes_read() const noexcept { return bytes_read_; }

 private:
  int descriptor_;
  std::uint64_t bytes_read_ = 0;
};

/// The bytes of a whole file. @throws BadInput when it cannot be read, is empty or is larger than `max_bytes`.
std::string read_whole(const std::filesystem::path& path, std::size_t max_bytes);

/// A number of bytes for people: "64 MB", "1.5 KB", "12 bytes" (steps of 1,024).
std::string human_bytes(std::uint64_t bytes);

}  // namespace telusur::indexer
