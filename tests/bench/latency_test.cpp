#include "bench/latency.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace telusur::bench {
namespace {

TEST_CASE("percentiles by nearest rank") {
  const std::vector<double> ten = {10, 1, 9, 2, 8, 3, 7, 4, 6, 5};
  CHECK(percentile(ten, 0.5) == 5);
  CHECK(percentile(ten, 0.51) == 6);
  CHECK(percentile(ten, 0.99) == 10);
  CHECK(percentile(ten, 0) == 1);
  CHECK(percentile(ten, 1) == 10);
  CHECK(percentile({7}, 0.99) == 7);
}

TEST_CASE("engines take turns, begin in turn, and run every query in every round and once before") {
  const std::vector<std::string> queries(60, "q");  // three blocks
  std::string turns;
  const auto engine = [&turns](const std::string& name, std::size_t hits) {
    return SearchEngine{name, [&turns, name, hits](const std::string&) {
                          if (turns.empty() || turns.back() != name[0]) {
                            turns += name;
                          }
                          return hits;
                        }};
  };
  const auto figures = measure_latency({engine("a", 1), engine("b", 2)}, queries, 2);
  REQUIRE(figures.size() == 2);
  CHECK(figures[0].name == "a");
  CHECK(figures[0].hits == 60);
  CHECK(figures[1].hits == 120);
  CHECK(figures[0].round_p50_ms.size() == 2);
  CHECK(figures[1].round_p99_ms.size() == 2);
  // Warm-up ababab, first round ababab, second bababa; its first turn joins the turn before it, of the same engine.
  CHECK(turns == "ababababababababa");
}

TEST_CASE("time is measured") {
  const auto figures = measure_latency({{"busy",
                                         [](const std::string&) {
                                           volatile unsigned sink = 0;
                                           for (unsigned i = 0; i < 100'000; ++i) {
                                             sink = sink + i;
                                           }
                                           return std::size_t{sink != 0};
                                         }}},
                                       {"q", "q"}, 3);
  CHECK(figures[0].p50_ms > 0);
  CHECK(figures[0].p99_ms >= figures[0].p50_ms);
  CHECK(figures[0].cpu_mean_ms > 0);
  CHECK(figures[0].cpu_p50_ms > 0);
  CHECK(figures[0].cpu_p99_ms >= figures[0].cpu_p50_ms);
}

}  // namespace
}  // namespace telusur::bench
