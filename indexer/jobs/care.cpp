#include "jobs/care.hpp"

#include <iomanip>
#include <nlohmann/json.hpp>
#include <ostream>
#include <vector>

#include "options.hpp"
#include "progress.hpp"
#include "sources/input_file.hpp"
#include "telusur/engine.hpp"
#include "terminal.hpp"

namespace telusur::indexer {

namespace {

std::vector<Index> indexes_of(const CareJob& job) {
  Options options = program_options();
  options.read_only = true;
  const Engine engine(job.data, options);
  std::vector<Index> indexes;
  if (!job.index.empty()) {
    indexes.push_back(engine.index(job.index));
    return indexes;
  }
  for (const IndexInfo& info : engine.indexes()) {
    indexes.push_back(engine.index(info.uid));
  }
  return indexes;
}

nlohmann::ordered_json to_json(const IndexStats& stats) {
  return {{"documents", stats.documents},        {"terms", stats.terms},         {"diskBytes", stats.disk_bytes},
          {"averageTerms", stats.average_terms}, {"languages", stats.languages}, {"attributes", stats.attributes}};
}

void print_stats(const std::string& uid, const IndexStats& stats, std::ostream& out) {
  const auto row = [&out](const std::string& name) -> std::ostream& {
    return out << "  " << std::left << std::setw(22) << name;
  };
  out << uid << '\n';
  row("documents") << grouped(stats.documents) << '\n';
  row("distinct terms") << grouped(stats.terms) << '\n';
  row("terms per document") << std::fixed << std::setprecision(1) << stats.average_terms << '\n';
  row("on disk") << human_bytes(stats.disk_bytes) << '\n';
  for (const auto& [language, documents] : stats.languages) {
    row("language " + (language.empty() ? "undecided" : language)) << grouped(documents) << '\n';
  }
  for (const auto& [attribute, documents] : stats.attributes) {
    row("with " + printable(attribute)) << grouped(documents) << '\n';
  }
}

}  // namespace

bool run_check(const CareJob& job, std::ostream& out) {
  bool sound = true;
  const std::vector<Index> indexes = indexes_of(job);
  for (const Index& index : indexes) {
    const std::vector<std::string> findings = index.check();
    for (const std::string& finding : findings) {
      out << index.uid() << ": " << printable(finding) << '\n';
    }
    if (findings.empty()) {
      out << index.uid() << ": sound, " << grouped(index.stats().documents) << " documents\n";
    }
    sound = sound && findings.empty();
  }
  if (indexes.empty()) {
    out << "there is no index in '" << job.data.string() << "'\n";
  }
  return sound;
}

void run_stats(const CareJob& job, std::ostream& out) {
  const std::vector<Index> indexes = indexes_of(job);
  if (job.json) {
    nlohmann::ordered_json all = nlohmann::ordered_json::object();
    for (const Index& index : indexes) {
      all[index.uid()] = to_json(index.stats());
    }
    out << nlohmann::ordered_json{{"indexes", all}}.dump() << '\n';
    return;
  }
  for (const Index& index : indexes) {
    print_stats(index.uid(), index.stats(), out);
  }
  if (indexes.empty()) {
    out << "there is no index in '" << job.data.string() << "'\n";
  }
}

}  // namespace telusur::indexer
