#include "base/compressed_lines.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "support/error.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"

namespace base = telusur::base;
namespace fs = std::filesystem;

using telusur::ErrorCode;
using telusur::test::TemporaryDirectory;

namespace {

constexpr std::size_t kMaxLine = 1 << 20;

void write(const fs::path& path, const std::vector<std::string>& lines) {
  base::CompressedLineWriter writer(path);
  for (const auto& line : lines) {
    writer.write(line);
  }
  const std::uint64_t bytes = writer.finish();
  CHECK(bytes == fs::file_size(path));
}

std::vector<std::string> read(const fs::path& path, std::size_t max_line = kMaxLine) {
  base::CompressedLineReader reader(path, max_line);
  std::vector<std::string> lines;
  for (std::string line; reader.next(line);) {
    lines.push_back(line);
  }
  return lines;
}

}  // namespace

TEST_CASE("lines come back as they were written, however long") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "lines";
  const std::vector<std::string> cases[] = {
      {}, {""}, {"", ""}, {"satu", "", "dua"}, {std::string(kMaxLine, 'x'), "y", std::string(300'000, 'z')}};
  for (const auto& lines : cases) {
    CAPTURE(lines.size());
    write(path, lines);
    CHECK(read(path) == lines);
  }
}

TEST_CASE("the file appears when it is complete") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "lines";
  write(path, {"old"});
  {
    base::CompressedLineWriter writer(path);
    writer.write("new");
    CHECK(read(path) == std::vector<std::string>{"old"});
  }
  CHECK(read(path) == std::vector<std::string>{"old"});
  CHECK(std::distance(fs::directory_iterator(directory.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("no other file is touched, and only regular ones are replaced") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "lines";
  directory.write("lines.part", "of somebody else");
  directory.write("target", "old");
  fs::create_symlink("target", path);
  write(path, {"new"});
  CHECK(fs::is_symlink(path));
  CHECK(read(directory.path() / "target") == std::vector<std::string>{"new"});
  CHECK(base::read_file(directory.path() / "lines.part") == "of somebody else");
  fs::create_symlink("later", directory.path() / "dangling");
  write(directory.path() / "dangling", {"first"});
  CHECK(read(directory.path() / "later") == std::vector<std::string>{"first"});

  const fs::path pipe = directory.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  fs::create_symlink("pipe", directory.path() / "to-pipe");
  fs::create_symlink("loop", directory.path() / "loop");
  const auto entries = std::distance(fs::directory_iterator(directory.path()), fs::directory_iterator());
  for (const fs::path& refused : {pipe, directory.path() / "to-pipe", directory.path()}) {
    CAPTURE(refused);
    CHECK(telusur::test::error_of([&] { base::CompressedLineWriter{refused}; }).code() == ErrorCode::kInvalidArgument);
  }
  CHECK(telusur::test::error_of([&] { base::CompressedLineWriter{directory.path() / "loop"}; }).code() ==
        ErrorCode::kIo);
  CHECK(fs::is_fifo(pipe));
  CHECK(std::distance(fs::directory_iterator(directory.path()), fs::directory_iterator()) == entries);
}

TEST_CASE("a file that is no compressed one is told from a damaged one") {
  const TemporaryDirectory directory;
  for (const char* bytes : {"this is no dump", "x", "{}\n"}) {
    CAPTURE(bytes);
    const fs::path path = directory.write("other", bytes);
    const telusur::Error error = telusur::test::error_of([&] { read(path); });
    CHECK(error.code() == ErrorCode::kCorrupt);
    CHECK(std::string(error.what()) ==
          path.string() + " is nothing that telusur wrote: it is not compressed by Zstandard");
  }
}

TEST_CASE("a file that is cut short anywhere, or damaged, is told from a whole one") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "lines";
  const std::vector<std::string> lines{"berapa gaji seorang programmer", "cara memasak rendang", std::string(200, 'a')};
  write(path, lines);
  const std::string whole = base::read_file(path);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    base::replace_file(path, whole.substr(0, size));
    CHECK(telusur::test::error_of([&] { read(path); }).code() == ErrorCode::kCorrupt);
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    CAPTURE(at);
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    base::replace_file(path, damaged);
    // A bit of the head means nothing: then the lines are whole.
    std::vector<std::string> got;
    const ErrorCode code = telusur::test::code_of([&] { got = read(path); });
    CHECK((code == ErrorCode::kCorrupt || got == lines));
  }
}

TEST_CASE("a line beyond the limit is refused, and a missing file named") {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "lines";
  write(path, {"12345"});
  CHECK(read(path, 5).size() == 1);
  CHECK(telusur::test::error_of([&] { read(path, 4); }).code() == ErrorCode::kCorrupt);
  CHECK(telusur::test::error_of([&] { read(directory.path() / "none"); }).code() == ErrorCode::kNotFound);
  CHECK(telusur::test::error_of([&] { base::CompressedLineWriter(directory.path() / "no" / "x"); }).code() ==
        ErrorCode::kNotFound);
}
