#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "sources/decoder.hpp"

namespace telusur::indexer {

/// Bytes that are read at a time.
inline constexpr std::size_t kPieceBytes = std::size_t{256} * 1024;

/// A file that is read from its beginning to its end, a piece at a time; a pipe will do. What is compressed with gzip
/// or zstd, told by its first bytes, is read as what it was before. Closes it in the destructor.
class InputFile {
 public:
  /// @throws BadInput when it cannot be opened or is a directory.
  explicit InputFile(const std::filesystem::path& path);
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile();

  /// Appends up to `max_bytes` (at least kMagicBytes) to `buffer`. Returns how many; 0 at the end. @throws BadInput
  /// when reading fails, or compressed data is damaged or cut short; Interrupted.
  std::size_t read_into(std::string& buffer, std::size_t max_bytes);

  /// Bytes of the file itself: fewer than those that came out of it when it is compressed.
  std::uint64_t bytes_read() const noexcept { return bytes_read_; }

 private:
  std::size_t read_raw(std::span<char> output);
  void begin();
  std::size_t read(std::span<char> output);
  std::size_t read_decoded(std::span<char> output);

  int descriptor_;
  std::uint64_t bytes_read_ = 0;
  bool begun_ = false;
  std::unique_ptr<Decoder> decoder_;  ///< null: the file is not compressed
  std::string piece_;                 ///< bytes of the file that were read ahead
  std::string_view ahead_;            ///< of piece_, what has not been used
};

/// The rest of a file. @throws BadInput when it cannot be read, is empty or holds more than `max_bytes`; Interrupted.
std::string read_whole(InputFile& file, std::size_t max_bytes);

/// The same of the file at `path`.
std::string read_whole(const std::filesystem::path& path, std::size_t max_bytes);

/// A number of bytes for people: "64 MB", "1.5 KB", "12 bytes" (steps of 1,024).
std::string human_bytes(std::uint64_t bytes);

}  // namespace telusur::indexer
