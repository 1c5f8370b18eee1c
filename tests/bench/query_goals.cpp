#include "bench/query_goals.hpp"

#include <algorithm>
#include <utility>

#include "bench/text_line.hpp"

namespace telusur::bench {
namespace {

/// What was measured beside what is wanted.
struct Goal {
  std::string name;
  double measured;
  double at_most;
  const char* unit;
};

using Figure = double Latency::*;

/// Beside the fastest of the other engines, so that the ratio is the worst one.
double worst_ratio(const QueryKind& kind, Figure figure) {
  double worst = 0;
  for (std::size_t i = 1; i < kind.engines.size(); ++i) {
    worst = std::max(worst, kind.engines[0].*figure / (kind.engines[i].*figure));
  }
  return worst;
}

std::vector<Goal> goals(const QueryFigures& measured) {
  std::vector<Goal> goals;
  for (const QueryKind& kind : measured.beside_bare) {
    goals.push_back({kind.name + ", CPU mean to bare Xapian", worst_ratio(kind, &Latency::cpu_mean_ms), 1.3, "times"});
    goals.push_back({kind.name + ", CPU p99 to bare Xapian", worst_ratio(kind, &Latency::cpu_p99_ms), 1.3, "times"});
  }
  goals.push_back(
      {"as you type, CPU p99 to the whole query", worst_ratio(measured.typing, &Latency::cpu_p99_ms), 1, "times"});
  goals.push_back({"facets, CPU p99", measured.facets.engines[0].cpu_p99_ms, 60, "ms"});
  goals.push_back({"snippets of ten long articles, CPU p99", measured.snippets.engines[0].cpu_p99_ms, 6, "ms"});
  const auto memory = std::max_element(measured.hostile.begin(), measured.hostile.end(),
                                       [](const auto& a, const auto& b) { return a.memory_mb < b.memory_mb; });
  goals.push_back({"hostile, CPU: " + measured.hostile.front().name, measured.hostile.front().cpu_ms, 250, "ms"});
  goals.push_back({"hostile, memory: " + memory->name, memory->memory_mb, 32, "MB"});
  return goals;
}

std::string hostile_table(const std::vector<HostileCost>& costs) {
  std::string text = line("\n%-52s%10s%10s\n", "hostile searches, the worst of some rounds", "CPU ms", "MB");
  for (const HostileCost& cost : costs) {
    text +=
        line("%-52s%10.1f%10.1f%s\n", cost.name.c_str(), cost.cpu_ms, cost.memory_mb, cost.refused ? "  refused" : "");
  }
  return text;
}

}  // namespace

std::string goals_text(QueryFigures figures) {
  std::sort(figures.hostile.begin(), figures.hostile.end(),
            [](const auto& a, const auto& b) { return a.cpu_ms > b.cpu_ms; });
  std::string text = hostile_table(figures.hostile);
  text += line("\n%-60s%10s%10s\n", "goals", "measured", "at most");
  for (const Goal& goal : goals(figures)) {
    text += line("%-60s%10.2f%10.2f %-5s  %s\n", goal.name.c_str(), goal.measured, goal.at_most, goal.unit,
                 goal.measured <= goal.at_most ? "met" : "MISSED");
  }
  return text;
}

}  // namespace telusur::bench
