#include "bench/language_hostile.hpp"

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "bench/turns.hpp"
#include "support/hostile_text.hpp"
#include "telusur/analyzer.hpp"

namespace telusur::bench {

namespace {

/// What a text may cost at most.
constexpr double kLimitMsPerKb = 1;

struct Row {
  const char* name;
  double kilobytes;
  std::size_t tokens;
  double ms_per_kb;
};

Row measure(const test::HostileText& hostile, unsigned rounds) {
  std::size_t tokens = 0;
  const auto timings =
      time_in_turns({{hostile.name, [&] { tokens = Analyzer().analyze(hostile.text).size(); }}}, rounds);
  const double kilobytes = static_cast<double>(hostile.text.size()) / 1000;
  return {hostile.name, kilobytes, tokens, timings.front().median() * 1000 / kilobytes};
}

}  // namespace

void measure_hostile(unsigned rounds) {
  std::vector<Row> rows;
  for (const auto& hostile : test::hostile_texts()) {
    rows.push_back(measure(hostile, rounds));
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.ms_per_kb > b.ms_per_kb; });
  std::printf("\nhostile texts, a new analyzer each; at most %.0f ms a KB is wanted\n", kLimitMsPerKb);
  for (const Row& row : rows) {
    std::printf("hostile  %-36s%9.0f KB%10zu tokens%10.4f ms/KB%s\n", row.name, row.kilobytes, row.tokens,
                row.ms_per_kb, row.ms_per_kb > kLimitMsPerKb ? "  TOO SLOW" : "");
  }
}

}  // namespace telusur::bench
