#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace telusur::base {

/// Writes lines into a file that is compressed by Zstandard (RFC 8878) and carries its checksum. One thread.
///
/// The file appears under its name when it is complete and durable; until then it stands beside it under a name that
/// nothing had, which the destructor removes. A symbolic link is followed, and stays; only regular files are replaced.
class CompressedLineWriter {
 public:
  /// @throws Error kNotFound, kPermission, kNoSpace, kIo; kInvalidArgument when what is there is no regular file.
  explicit CompressedLineWriter(std::filesystem::path path);
  ~CompressedLineWriter();
  CompressedLineWriter(const CompressedLineWriter&) = delete;
  CompressedLineWriter& operator=(const CompressedLineWriter&) = delete;

  /// `line` holds no line feed. @throws Error kNoSpace, kIo.
  void write(std::string_view line);

  /// Completes the file and returns its bytes. Nothing can be written afterwards. @throws Error kNoSpace, kIo.
  std::uint64_t finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Reads the lines of such a file one by one; holds one of them in memory. One thread.
class CompressedLineReader {
 public:
  /// Lines of more than `max_line_bytes` are an error. @throws Error kNotFound, kPermission, kIo.
  CompressedLineReader(std::filesystem::path path, std::size_t max_line_bytes);
  ~CompressedLineReader();
  CompressedLineReader(const CompressedLineReader&) = delete;
  CompressedLineReader& operator=(const CompressedLineReader&) = delete;

  /// Replaces `line` by the next one, or returns false at the end.
  /// @throws Error kCorrupt when the file is no such file, damaged, cut short, or has too long a line; kIo.
  bool next(std::string& line);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace telusur::base
