#pragma once

#include <functional>
#include <string>
#include <vector>

namespace telusur::bench {

/// A piece of work to be timed; the same every time.
struct Work {
  std::string name;
  std::function<void()> run;
};

/// What one piece of work took.
struct Timing {
  std::string name;
  std::vector<double> round_cpu_s;  ///< CPU seconds of the calling thread, a value for each round

  double median() const;
  /// How far the slowest round is above the fastest, as a share of the median: how noisy the machine is.
  double spread() const;
};

/// Runs each piece of work once to warm up and then `rounds` times (at least 1), on the calling thread. They take
/// turns, and each begins a round in its turn, so that what else the machine does meets all of them alike.
std::vector<Timing> time_in_turns(const std::vector<Work>& works, unsigned rounds);

/// The median of the rounds' ratios: ours divided by the other's of the same round.
double median_ratio(const Timing& ours, const Timing& other);

}  // namespace telusur::bench
