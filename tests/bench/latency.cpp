#include "bench/latency.hpp"

#include <time.h>  // clock_gettime

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace telusur::bench {
namespace {

constexpr std::size_t kBlock = 25;  // queries that one engine runs before the next one's turn

/// What one engine did in one round.
struct Round {
  std::vector<double> wall_ms;
  std::vector<double> cpu_ms;
  std::size_t hits = 0;
};

/// The processor time of one engine, a value for each round.
struct CpuRounds {
  void add(const std::vector<double>& queries_ms) {
    mean_ms.push_back(std::accumulate(queries_ms.begin(), queries_ms.end(), 0.0) /
                      static_cast<double>(queries_ms.size()));
    p50_ms.push_back(percentile(queries_ms, 0.5));
    p99_ms.push_back(percentile(queries_ms, 0.99));
  }

  std::vector<double> mean_ms;
  std::vector<double> p50_ms;
  std::vector<double> p99_ms;
};

void run_block(const SearchEngine& engine, const std::vector<std::string>& queries, std::size_t begin, Round& round) {
  const std::size_t end = std::min(begin + kBlock, queries.size());
  for (std::size_t i = begin; i < end; ++i) {
    const double cpu_before = thread_cpu_ms();
    const auto start = std::chrono::steady_clock::now();
    round.hits += engine.search(queries[i]);
    round.wall_ms.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    round.cpu_ms.push_back(thread_cpu_ms() - cpu_before);
  }
}

std::vector<Round> run_round(const std::vector<SearchEngine>& engines, const std::vector<std::string>& queries,
                             std::size_t first_engine) {
  std::vector<Round> rounds(engines.size());
  for (std::size_t begin = 0; begin < queries.size(); begin += kBlock) {
    for (std::size_t turn = 0; turn < engines.size(); ++turn) {
      const std::size_t engine = (first_engine + turn) % engines.size();
      run_block(engines[engine], queries, begin, rounds[engine]);
    }
  }
  return rounds;
}

}  // namespace

double thread_cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double percentile(std::vector<double> values, double share) {
  const double rank = std::ceil(share * static_cast<double>(values.size()));
  const auto index = static_cast<std::ptrdiff_t>(std::max(rank, 1.0)) - 1;
  std::nth_element(values.begin(), values.begin() + index, values.end());
  return values[static_cast<std::size_t>(index)];
}

std::vector<Latency> measure_latency(const std::vector<SearchEngine>& engines, const std::vector<std::string>& queries,
                                     unsigned rounds) {
  std::vector<Latency> figures(engines.size());
  std::vector<CpuRounds> cpu(engines.size());
  const auto warm_up = run_round(engines, queries, 0);
  for (std::size_t engine = 0; engine < engines.size(); ++engine) {
    figures[engine].name = engines[engine].name;
    figures[engine].hits = warm_up[engine].hits;
  }
  for (unsigned round = 0; round < rounds; ++round) {
    const auto results = run_round(engines, queries, round);
    for (std::size_t engine = 0; engine < engines.size(); ++engine) {
      figures[engine].round_p50_ms.push_back(percentile(results[engine].wall_ms, 0.5));
      figures[engine].round_p99_ms.push_back(percentile(results[engine].wall_ms, 0.99));
      cpu[engine].add(results[engine].cpu_ms);
    }
  }
  for (std::size_t engine = 0; engine < engines.size(); ++engine) {
    figures[engine].p50_ms = percentile(figures[engine].round_p50_ms, 0.5);
    figures[engine].p99_ms = percentile(figures[engine].round_p99_ms, 0.5);
    figures[engine].cpu_mean_ms = percentile(cpu[engine].mean_ms, 0.5);
    figures[engine].cpu_p50_ms = percentile(cpu[engine].p50_ms, 0.5);
    figures[engine].cpu_p99_ms = percentile(cpu[engine].p99_ms, 0.5);
  }
  return figures;
}

}  // namespace telusur::bench
