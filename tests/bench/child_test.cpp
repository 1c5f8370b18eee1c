#include "bench/child.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "support/temporary_directory.hpp"

namespace telusur::bench {
namespace {

TEST_CASE("the cost of a program") {
  const Cost cost = run_measured({"/bin/sh", "-c", "i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done; echo unseen"});
  CHECK(cost.cpu_s > 0);
  CHECK(cost.wall_s > 0);
  CHECK(cost.peak_rss_mb > 0.3);
}

TEST_CASE("a program that fails or is not there is an error") {
  CHECK_THROWS_AS(run_measured({"/bin/false"}), std::runtime_error);
  CHECK_THROWS_AS(run_measured({"/bin/sh", "-c", "kill -9 $$"}), std::runtime_error);
  CHECK_THROWS_AS(run_measured({"/nonexistent"}), std::runtime_error);
}

TEST_CASE("bytes below a directory") {
  const test::TemporaryDirectory directory;
  CHECK(directory_bytes(directory.path()) == 0);
  directory.write("a", "12345");
  directory.write("b/c", "123");
  CHECK(directory_bytes(directory.path()) == 8);
}

}  // namespace
}  // namespace telusur::bench
