#include "bench/report.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "bench/text_line.hpp"

namespace telusur::bench {
namespace {

double megabytes(std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; }

std::string header(const Results& results) {
  const Machine& machine = results.machine;
  std::string text = machine.date + ", " + machine.processor + ", " +
                     line("%u cores, %.0f GB", machine.cores, machine.memory_gb) + ", " + machine.system + ", " +
                     machine.compiler + "\n";
  for (const auto& version : results.versions) {
    text += (&version == &results.versions.front() ? "" : ", ") + version;
  }
  text += "\n" + results.command + "\n";
  text += results.docs_file + ": " + std::to_string(results.documents) + " documents, " +
          line("%.1f MB", megabytes(results.docs_bytes)) + "\n";
  return text;
}

std::string build_table(const std::vector<Build>& builds) {
  std::string text =
      line("\n%-40s%10s%10s%10s%10s\n", "build (median round)", "wall s", "CPU s", "peak MB", "index MB");
  const Cost ours = builds[0].median();
  for (const Build& build : builds) {
    const Cost cost = build.median();
    text += line("%-40s%10.2f%10.2f%10.0f%10.1f\n", build.name.c_str(), cost.wall_s, cost.cpu_s, cost.peak_rss_mb,
                 megabytes(build.index_bytes));
  }
  for (std::size_t i = 1; i < builds.size(); ++i) {
    const Cost other = builds[i].median();
    text += line("%-40s%10.2f%10.2f%10.2f%10.2f\n", ("  ratio to " + builds[i].name).c_str(),
                 ours.wall_s / other.wall_s, ours.cpu_s / other.cpu_s, ours.peak_rss_mb / other.peak_rss_mb,
                 static_cast<double>(builds[0].index_bytes) / static_cast<double>(builds[i].index_bytes));
  }
  return text;
}

std::string query_table(const QueryKind& kind) {
  const std::string title = kind.name + ", " + std::to_string(kind.queries) + " queries";
  std::string text = line("\n%-40s%10s%10s%10s%10s%10s%10s\n", title.c_str(), "p50 ms", "p99 ms", "CPU mean", "CPU p50",
                          "CPU p99", "hits");
  const Latency& ours = kind.engines[0];
  for (const Latency& engine : kind.engines) {
    text += line("%-40s%10.3f%10.3f%10.3f%10.3f%10.3f%10zu\n", engine.name.c_str(), engine.p50_ms, engine.p99_ms,
                 engine.cpu_mean_ms, engine.cpu_p50_ms, engine.cpu_p99_ms, engine.hits);
  }
  for (std::size_t i = 1; i < kind.engines.size(); ++i) {
    const Latency& other = kind.engines[i];
    text += line("%-40s%10.2f%10.2f%10.2f%10.2f%10.2f\n", ("  ratio to " + other.name).c_str(),
                 ours.p50_ms / other.p50_ms, ours.p99_ms / other.p99_ms, ours.cpu_mean_ms / other.cpu_mean_ms,
                 ours.cpu_p50_ms / other.cpu_p50_ms, ours.cpu_p99_ms / other.cpu_p99_ms);
  }
  return text;
}

nlohmann::ordered_json json(const Build& build) {
  auto rounds = nlohmann::ordered_json::array();
  for (const Cost& cost : build.rounds) {
    rounds.push_back({{"wall_s", cost.wall_s}, {"cpu_s", cost.cpu_s}, {"peak_rss_mb", cost.peak_rss_mb}});
  }
  return {{"name", build.name}, {"index_bytes", build.index_bytes}, {"rounds", rounds}};
}

nlohmann::ordered_json json(const QueryKind& kind) {
  auto engines = nlohmann::ordered_json::array();
  for (const Latency& engine : kind.engines) {
    engines.push_back({{"name", engine.name},
                       {"p50_ms", engine.p50_ms},
                       {"p99_ms", engine.p99_ms},
                       {"cpu_mean_ms", engine.cpu_mean_ms},
                       {"cpu_p50_ms", engine.cpu_p50_ms},
                       {"cpu_p99_ms", engine.cpu_p99_ms},
                       {"hits", engine.hits},
                       {"round_p50_ms", engine.round_p50_ms},
                       {"round_p99_ms", engine.round_p99_ms}});
  }
  return {{"name", kind.name}, {"queries", kind.queries}, {"engines", engines}};
}

}  // namespace

Cost Build::median() const {
  std::vector<Cost> sorted = rounds;
  std::sort(sorted.begin(), sorted.end(), [](const Cost& a, const Cost& b) { return a.wall_s < b.wall_s; });
  return sorted[(sorted.size() - 1) / 2];
}

std::string to_text(const Results& results) {
  std::string text = header(results) + (results.builds.empty() ? "" : build_table(results.builds));
  for (const QueryKind& kind : results.kinds) {
    text += query_table(kind);
  }
  return text;
}

std::string to_json(const Results& results) {
  const Machine& machine = results.machine;
  nlohmann::ordered_json out = {
      {"date", machine.date},
      {"machine",
       {{"processor", machine.processor},
        {"cores", machine.cores},
        {"memory_gb", machine.memory_gb},
        {"system", machine.system},
        {"compiler", machine.compiler}}},
      {"versions", results.versions},
      {"command", results.command},
      {"documents", {{"file", results.docs_file}, {"count", results.documents}, {"bytes", results.docs_bytes}}}};
  out["builds"] = nlohmann::ordered_json::array();
  for (const Build& build : results.builds) {
    out["builds"].push_back(json(build));
  }
  out["searches"] = nlohmann::ordered_json::array();
  for (const QueryKind& kind : results.kinds) {
    out["searches"].push_back(json(kind));
  }
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace telusur::bench
