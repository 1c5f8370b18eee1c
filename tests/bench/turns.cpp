#include "bench/turns.hpp"

#include <algorithm>
#include <cstddef>

#include "bench/latency.hpp"

namespace telusur::bench {
namespace {

double cpu_seconds_of(const std::function<void()>& run) {
  const double before_ms = thread_cpu_ms();
  run();
  return (thread_cpu_ms() - before_ms) / 1e3;
}

}  // namespace

double Timing::median() const { return percentile(round_cpu_s, 0.5); }

double Timing::spread() const {
  const auto [lowest, highest] = std::minmax_element(round_cpu_s.begin(), round_cpu_s.end());
  return (*highest - *lowest) / median();
}

std::vector<Timing> time_in_turns(const std::vector<Work>& works, unsigned rounds) {
  std::vector<Timing> timings;
  for (const Work& work : works) {
    work.run();
    timings.push_back({work.name, {}});
  }
  for (std::size_t round = 0; round < rounds; ++round) {
    for (std::size_t turn = 0; turn < works.size(); ++turn) {
      const std::size_t work = (round + turn) % works.size();
      timings[work].round_cpu_s.push_back(cpu_seconds_of(works[work].run));
    }
  }
  return timings;
}

double median_ratio(const Timing& ours, const Timing& other) {
  std::vector<double> ratios;
  for (std::size_t round = 0; round < ours.round_cpu_s.size(); ++round) {
    ratios.push_back(ours.round_cpu_s[round] / other.round_cpu_s[round]);
  }
  return percentile(std::move(ratios), 0.5);
}

}  // namespace telusur::bench
