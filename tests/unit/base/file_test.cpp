#include "base/file.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "support/error.hpp"
#include "support/process.hpp"
#include "support/temporary_directory.hpp"

namespace base = telusur::base;
namespace fs = std::filesystem;

using telusur::Error;
using telusur::ErrorCode;
using telusur::test::TemporaryDirectory;

namespace {

constexpr std::chrono::milliseconds kNoWait{0};

/// Files below a directory, by name.
std::size_t files_in(const fs::path& directory) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(directory), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a failed system call becomes an error that names the call, the path and the cause") {
  struct Case {
    int error;
    ErrorCode code;
  };
  for (const auto& [error, code] : std::vector<Case>{{ENOENT, ErrorCode::kNotFound},
                                                     {ENOTDIR, ErrorCode::kNotFound},
                                                     {EACCES, ErrorCode::kPermission},
                                                     {EPERM, ErrorCode::kPermission},
                                                     {EROFS, ErrorCode::kPermission},
                                                     {ENOSPC, ErrorCode::kNoSpace},
                                                     {EDQUOT, ErrorCode::kNoSpace},
                                                     {EFBIG, ErrorCode::kNoSpace},
                                                     {EIO, ErrorCode::kIo},
                                                     {EMFILE, ErrorCode::kIo}}) {
    CAPTURE(error);
    CHECK(base::system_error("write", "a/b", error).code() == code);
  }
  CHECK(std::string(base::system_error("write", "a/b", ENOSPC).what()) ==
        "cannot write a/b: No space left on device: free space and try again");
  CHECK(std::string(base::system_error("open", "a/b", EROFS).what()) ==
        "cannot open a/b: Read-only file system: mount it for writing, or name a directory on another disk");
  CHECK(std::string(base::system_error("read", "a/b", EACCES).what()) ==
        "cannot read a/b: Permission denied: run this as a user who may, or change who may");
}

TEST_CASE("directories are made with those above them, and a file in their way is named") {
  const TemporaryDirectory directory;
  base::make_directories(directory / "a" / "b");
  CHECK(fs::is_directory(directory / "a" / "b"));
  base::make_directories(directory / "a" / "b");
  const fs::path file = directory.write("file", "x");
  for (const fs::path& path : {file, file / "below"}) {
    const Error error = telusur::test::error_of([&] { base::make_directories(path, "create the folder"); });
    CHECK(error.code() == ErrorCode::kNotFound);
    CHECK(std::string(error.what()).starts_with("cannot create the folder " + file.string()));
  }
}

TEST_CASE("a file descriptor is closed by its last owner alone") {
  const TemporaryDirectory directory;
  const int raw = ::open(directory.write("file", "x").c_str(), O_RDONLY | O_CLOEXEC);
  {
    base::FileDescriptor first(raw);
    base::FileDescriptor second(std::move(first));
    CHECK_FALSE(first);  // NOLINT(bugprone-use-after-move)
    base::FileDescriptor third;
    third = std::move(second);
    CHECK(third.get() == raw);
    CHECK(::fcntl(raw, F_GETFD) >= 0);
  }
  CHECK(::fcntl(raw, F_GETFD) == -1);
}

TEST_CASE("a file is read as it is, whatever its bytes and its size") {
  const TemporaryDirectory directory;
  for (const auto& contents : {std::string(), std::string("a\0b\n\xFF", 5), std::string(300'000, 'x')}) {
    CHECK(base::read_file(directory.write("file", contents)) == contents);
  }
  CHECK_THROWS_WITH_AS(base::read_file(directory / "none"),
                       ("cannot read " + (directory / "none").string() + ": No such file or directory").c_str(), Error);
  CHECK_THROWS_AS(base::read_file(directory.path()), Error);
}

TEST_CASE("readers of a file that is being replaced see the old or the new bytes whole") {
  const TemporaryDirectory directory;
  const fs::path file = directory / "file";
  base::replace_file(file, std::string(50'000, '0'));
  std::atomic<bool> stop{false};
  std::atomic<int> wrong{0};
  std::jthread reader([&] {
    while (!stop) {
      const std::string contents = base::read_file(file);
      wrong += contents.size() == 50'000 && contents.find_first_not_of(contents[0]) == std::string::npos ? 0 : 1;
    }
  });
  for (int round = 1; round < 100; ++round) {
    base::replace_file(file, std::string(50'000, static_cast<char>('0' + round % 10)));
  }
  stop = true;
  reader.join();
  CHECK(wrong == 0);
  CHECK(files_in(directory.path()) == 1);
}

TEST_CASE("a replacement that fails leaves the old bytes and nothing else") {
  const TemporaryDirectory directory;
  const fs::path file = directory.write("file", "old");
  const auto previous = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const rlimit small{1000, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  ErrorCode code = ErrorCode::kInternal;
  try {
    base::replace_file(file, std::string(2000, 'x'));
  } catch (const Error& error) {
    code = error.code();
  }
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, previous);
  CHECK(code == ErrorCode::kNoSpace);
  CHECK(base::read_file(file) == "old");
  CHECK(files_in(directory.path()) == 1);
  // A directory cannot be replaced by a file.
  fs::create_directory(directory / "folder");
  CHECK_THROWS_AS(base::replace_file(directory / "folder", "x"), Error);
  CHECK(files_in(directory.path()) == 2);
  CHECK_THROWS_AS(base::replace_file(directory / "none" / "file", "x"), Error);
}

TEST_CASE("locks: exclusive by one, shared by many, and free at the end of their life") {
  const TemporaryDirectory directory;
  const fs::path file = directory / "lock";
  CHECK_FALSE(base::lock_file(file, base::LockMode::kShared, kNoWait, false));
  CHECK_FALSE(fs::exists(file));
  {
    const auto one = base::lock_file(file, base::LockMode::kExclusive, kNoWait, true);
    CHECK(one);
    CHECK_FALSE(base::lock_file(file, base::LockMode::kExclusive, kNoWait, true));
    CHECK_FALSE(base::lock_file(file, base::LockMode::kShared, std::chrono::milliseconds(20), false));
  }
  const auto one = base::lock_file(file, base::LockMode::kShared, kNoWait, false);
  const auto two = base::lock_file(file, base::LockMode::kShared, kNoWait, false);
  CHECK(one);
  CHECK(two);
  CHECK_FALSE(base::lock_file(file, base::LockMode::kExclusive, kNoWait, false));
  CHECK_THROWS_AS(base::lock_file(directory / "none" / "lock", base::LockMode::kShared, kNoWait, true), Error);
}

TEST_CASE("who waits for a lock gets it when it becomes free") {
  const TemporaryDirectory directory;
  auto held = base::lock_file(directory / "lock", base::LockMode::kExclusive, kNoWait, true);
  std::jthread holder([&held] { const base::FileDescriptor ended = std::move(held); });
  CHECK(base::lock_file(directory / "lock", base::LockMode::kExclusive, std::chrono::seconds(20), false));
}

TEST_CASE("a lock ends with the process that holds it") {
  const TemporaryDirectory directory;
  const fs::path file = directory.write("lock", "");
  telusur::test::Process holder({"flock", file.string(), "sh", "-c", "echo held; exec sleep 600"});
  REQUIRE(telusur::test::wait_until([&] { return holder.out() == "held\n"; }));
  CHECK_FALSE(base::lock_file(file, base::LockMode::kExclusive, kNoWait, false));
  ::kill(-holder.pid(), SIGKILL);
  CHECK(base::lock_file(file, base::LockMode::kExclusive, std::chrono::seconds(20), false));
}

TEST_CASE("the bytes of a tree are those of its files at any depth") {
  const TemporaryDirectory directory;
  CHECK(base::tree_bytes(directory.path()) == 0);
  directory.write("a", std::string(10, 'x'));
  directory.write("b/c/d", std::string(7, 'x'));
  CHECK(base::tree_bytes(directory.path()) == 17);
  CHECK(base::tree_bytes(directory / "none") == 0);
  base::sync_tree(directory.path());
  CHECK_THROWS_AS(base::sync_tree(directory / "none"), Error);
}
