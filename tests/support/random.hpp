#pragma once

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace telusur::test {

/// Random values from a known seed: 1, or what the environment variable TELUSUR_TEST_SEED says. The same seed gives the
/// same values on every machine. Make one with TELUSUR_RANDOM, so that a failure prints the seed.
class Random {
 public:
  explicit Random(std::uint64_t seed = seed_from_environment()) : seed_(seed), engine_(seed) {}

  std::uint64_t seed() const noexcept { return seed_; }

  /// A number from `low` to `high`, both included. (The standard distributions differ between libraries.)
  std::uint64_t between(std::uint64_t low, std::uint64_t high) {
    const std::uint64_t range = high - low + 1;
    return range == 0 ? engine_() : low + engine_() % range;
  }

  bool one_in(std::uint64_t n) { return between(1, n) == 1; }

  template <typename T>
  const T& pick(std::span<const T> values) {
    return values[between(0, values.size() - 1)];
  }

  /// Up to `max_size` bytes of any value.
  std::string bytes(std::size_t max_size) {
    std::string out(between(0, max_size), '\0');
    for (char& byte : out) {
      byte = static_cast<char>(between(0, 255));
    }
    return out;
  }

  /// Up to `max_pieces` of the given pieces, one after the other: nearly valid input of a grammar.
  std::string joined(std::span<const std::string_view> pieces, std::size_t max_pieces) {
    std::string out;
    for (std::uint64_t left = between(0, max_pieces); left > 0; --left) {
      out += pick(pieces);
    }
    return out;
  }

  /// `text` with some bytes changed, removed, repeated or put in.
  std::string mutated(std::string text) {
    for (std::uint64_t left = between(1, 8); left > 0; --left) {
      const std::size_t at = between(0, text.size());
      const std::uint64_t kind = between(0, 3);
      if (kind == 0 || text.empty()) {
        text.insert(at, 1, static_cast<char>(between(0, 255)));
      } else if (kind == 1) {
        text.erase(at, between(1, 16));
      } else if (kind == 2) {
        text.insert(at, text.substr(between(0, text.size() - 1), between(1, 16)));
      } else {
        text[at % text.size()] = static_cast<char>(between(0, 255));
      }
    }
    return text;
  }

 private:
  static std::uint64_t seed_from_environment() {
    const char* text = std::getenv("TELUSUR_TEST_SEED");
    return text == nullptr ? 1 : std::strtoull(text, nullptr, 10);
  }

  std::uint64_t seed_;
  std::mt19937_64 engine_;
};

}  // namespace telusur::test

/// Declares a Random whose seed is printed with every failure in the scope.
#define TELUSUR_RANDOM(name)    \
  ::telusur::test::Random name; \
  INFO("TELUSUR_TEST_SEED=", name.seed())
