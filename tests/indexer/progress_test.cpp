#include "progress.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <sstream>

using namespace telusur::indexer;
using std::chrono::milliseconds;

namespace {

/// A progress display whose clock the test moves.
struct Display {
  explicit Display(ProgressStyle style) : progress(out, style, [this] { return now; }) { progress.begin(1000); }

  std::string advance(milliseconds time, std::uint64_t documents, std::uint64_t bytes) {
    out.str("");
    now += time;
    progress.advance(documents, bytes);
    return out.str();
  }

  std::ostringstream out;
  std::chrono::steady_clock::time_point now{};
  Progress progress;
};

}  // namespace

TEST_CASE("The bar is rewritten at most ten times a second") {
  Display display(ProgressStyle::kBar);
  CHECK(display.advance(milliseconds(99), 1, 1) == "");
  CHECK(display.advance(milliseconds(1901), 1500, 250) ==
        "\r\x1b[K[######..................] 25 %, 1,500 documents, 750/s, 0:06 left");
  CHECK(display.advance(milliseconds(50), 1600, 300) == "");
}

TEST_CASE("A message replaces the bar") {
  Display display(ProgressStyle::kBar);
  display.advance(milliseconds(1000), 1, 1);
  display.out.str("");
  display.progress.message("a.md: is empty");
  CHECK(display.out.str() == "\r\x1b[Ka.md: is empty\n");
}

TEST_CASE("Lines come every ten seconds") {
  Display display(ProgressStyle::kLines);
  CHECK(display.advance(milliseconds(9'000), 1, 1) == "");
  CHECK(display.advance(milliseconds(1'000), 5000, 2000) == "100 %, 5,000 documents, 500/s, 0:00 left\n");
  CHECK(display.advance(milliseconds(9'999), 6000, 1) == "");
}

TEST_CASE("Silence is kept, but for messages") {
  Display display(ProgressStyle::kSilent);
  CHECK(display.advance(milliseconds(100'000), 1, 1) == "");
  display.progress.phase("publishing");
  CHECK(display.out.str() == "");
  display.progress.message("a.md: is empty");
  CHECK(display.out.str() == "a.md: is empty\n");
}

TEST_CASE("Numbers are grouped") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(1234567) == "1,234,567");
}
