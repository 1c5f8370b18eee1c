#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace telusur::server::storage {

/// Bytes that are written once and then read: in memory while they are few, else in a file without a name, which is
/// gone with this object, and with the process however that ends.
///
/// One thread writes; then any number may read.
class Spool {
 public:
  /// Holds these bytes, in memory.
  explicit Spool(std::string bytes) : memory_(std::move(bytes)) {}

  /// Empty. What exceeds `memory_bytes` goes to a file in `directory`, which must be there by then.
  Spool(std::filesystem::path directory, std::size_t memory_bytes)
      : directory_(std::move(directory)), memory_bytes_(memory_bytes) {}

  Spool(Spool&& other) noexcept;
  Spool& operator=(Spool&&) = delete;
  ~Spool();

  /// @throws Error kNoSpace, kPermission, kIo: then the contents are of no use.
  void append(std::string_view bytes);

  std::uint64_t size() const noexcept { return file_bytes_ + memory_.size(); }

  /// Copies up to `size` bytes from `offset` on to `out`, and returns how many; 0: the end. @throws Error kIo.
  std::size_t read(std::uint64_t offset, char* out, std::size_t size) const;

 private:
  void write_out();

  std::filesystem::path directory_;
  std::size_t memory_bytes_ = 0;
  int file_ = -1;  // -1: none
  std::uint64_t file_bytes_ = 0;
  std::string memory_;  // what follows the bytes of the file
};

/// Reads a spool from its beginning in pieces.
class SpoolReader {
 public:
  /// `spool` must outlive it.
  explicit SpoolReader(const Spool& spool) : spool_(&spool) {}

  /// The next up to `size` bytes; empty at the end. Valid until the next call. @throws Error kIo.
  std::string_view next(std::size_t size);

 private:
  const Spool* spool_;
  std::uint64_t offset_ = 0;
  std::string buffer_;
};

/// Reads a spool of lines in pieces of about `size` bytes, each of whole lines.
class LineReader {
 public:
  LineReader(const Spool& spool, std::size_t size) : pieces_(spool), size_(size) {}

  /// The next lines; empty at the end.
  std::string next();

 private:
  SpoolReader pieces_;
  std::size_t size_;
  std::string rest_;
};

}  // namespace telusur::server::storage
