#include "bench/turns.hpp"

#include <doctest/doctest.h>

#include <string>

namespace telusur::bench {
namespace {

TEST_CASE("work is warmed up once, takes turns, and begins a round in its turn") {
  std::string turns;
  const auto work = [&turns](const std::string& name) { return Work{name, [&turns, name] { turns += name; }}; };
  const auto timings = time_in_turns({work("a"), work("b")}, 3);
  CHECK(turns ==
        "ab"
        "ab"
        "ba"
        "ab");
  REQUIRE(timings.size() == 2);
  CHECK(timings[1].name == "b");
  CHECK(timings[1].round_cpu_s.size() == 3);
}

TEST_CASE("ratios are of the same round, whatever the machine did in it") {
  const Timing ours{"ours", {2, 20, 4}};
  const Timing other{"other", {1, 10, 4}};
  CHECK(median_ratio(ours, other) == doctest::Approx(2));
  CHECK(ours.median() == doctest::Approx(4));
  CHECK(ours.spread() == doctest::Approx(4.5));
}

TEST_CASE("CPU time is measured") {
  const auto timings = time_in_turns({{"busy",
                                       [] {
                                         volatile unsigned sink = 0;
                                         for (unsigned i = 0; i < 100'000; ++i) {
                                           sink = sink + i;
                                         }
                                       }}},
                                     1);
  CHECK(timings[0].median() > 0);
}

}  // namespace
}  // namespace telusur::bench
