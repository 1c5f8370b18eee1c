#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "fuzz/targets.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"

using telusur::test::fuzz_targets;
using telusur::test::FuzzTarget;

namespace {

constexpr int kInputsOfAKind = 2'000;

std::vector<std::string> seeds(const FuzzTarget& target) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(TELUSUR_SEEDS) / target.name)) {
    out.push_back(telusur::test::read_file(entry.path()));
  }
  return out;
}

void feed(const FuzzTarget& target, const std::string& input) {
  INFO(target.name, ": \"", input, "\"");
  CHECK_NOTHROW(target.feed(input));
}

}  // namespace

TEST_CASE("the seeds of every fuzz target pass") {
  for (const FuzzTarget& target : fuzz_targets()) {
    const std::vector<std::string> inputs = seeds(target);
    REQUIRE_MESSAGE(inputs.size() >= 2, target.name);
    for (const std::string& input : inputs) {
      feed(target, input);
    }
  }
}

TEST_CASE("random input of every kind passes") {
  TELUSUR_RANDOM(random);
  for (const FuzzTarget& target : fuzz_targets()) {
    const std::vector<std::string> inputs = seeds(target);
    feed(target, "");
    for (int i = 0; i < kInputsOfAKind; ++i) {
      feed(target, random.bytes(64));
      feed(target, random.joined(target.pieces, 24));
      feed(target, random.mutated(inputs[random.between(0, inputs.size() - 1)]));
    }
  }
}
