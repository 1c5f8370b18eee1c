// The helpers of the other tests are tested too: a helper that cannot fail would hide what it looks for.
#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include "support/process.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "support/wait_until.hpp"

using namespace std::chrono_literals;
using telusur::test::Process;
using telusur::test::ProcessResult;
using telusur::test::Random;
using telusur::test::TemporaryDirectory;

TEST_CASE("a temporary directory holds files and goes away with its contents") {
  std::filesystem::path path;
  {
    const TemporaryDirectory directory;
    path = directory.path();
    const std::string bytes("a\0b\n", 4);
    CHECK(telusur::test::read_file(directory.write("x/y/z.txt", bytes)) == bytes);
  }
  CHECK_FALSE(std::filesystem::exists(path));
  CHECK_THROWS_AS(telusur::test::read_file(path / "gone"), std::runtime_error);
}

TEST_CASE("run captures what a program writes and how it ends") {
  const ProcessResult result =
      telusur::test::run({"sh", "-c", "cat; echo \"$GREETING\" >&2; pwd; exit 3"},
                         {.directory = "/", .environment = {"GREETING=halo"}, .input = "in\n"});
  CHECK(result.exit_code == 3);
  CHECK(result.out == "in\n/\n");
  CHECK(result.err == "halo\n");
  CHECK(telusur::test::run({"sh", "-c", "kill -9 $$"}).exit_code == -9);
  CHECK_THROWS_AS(telusur::test::run({"/does/not/exist"}), std::system_error);
}

TEST_CASE("a program that does not end is reported and killed") {
  pid_t pid = 0;
  {
    Process process({"sleep", "1000"});
    pid = process.pid();
    CHECK(process.exit_code() == std::nullopt);
    CHECK_THROWS_AS(process.wait(20ms), std::runtime_error);
  }
  CHECK(::kill(pid, 0) == -1);
}

TEST_CASE("a signal reaches a running program") {
  Process process({"sh", "-c", "trap 'echo stopped; exit 0' TERM; echo ready; while :; do sleep 0.01; done"});
  REQUIRE(telusur::test::wait_until([&] { return process.out() == "ready\n"; }));
  process.signal(SIGTERM);
  const ProcessResult result = process.wait();
  CHECK(result.exit_code == 0);
  CHECK(result.out == "ready\nstopped\n");
}

TEST_CASE("wait_until gives up at its deadline") {
  CHECK_FALSE(telusur::test::wait_until([] { return false; }, 20ms));
  CHECK(telusur::test::wait_until([] { return true; }, 0ms));
}

TEST_CASE("random values repeat with their seed and stay in range") {
  Random first(7);
  Random second(7);
  Random third(8);
  const std::string bytes = first.bytes(100);
  CHECK(second.bytes(100) == bytes);
  CHECK(third.bytes(100) != bytes);
  const std::array<std::string_view, 2> pieces{"a", "bc"};
  for (int i = 0; i < 1000; ++i) {
    const auto number = first.between(3, 5);
    CHECK(number >= 3);
    CHECK(number <= 5);
    CHECK(first.joined(pieces, 4).size() <= 8);
    CHECK(first.mutated("").size() <= 1024);
  }
}
