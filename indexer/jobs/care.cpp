#include "jobs/care.hpp"

#include <iomanip>
#include <nlohmann/json.hpp>
#include <ostream>
#include <vector>

#include "options.hpp"
#include "progress.hpp"
#include "sources/input_file.hpp"
#include "telusur/engine.hpp"
#include "telusur/error.hpp"
#include "terminal.hpp"

namespace telusur::indexer {

namespace {

Engine open_engine(const CareJob& job) {
  Options options = program_options();
  options.read_only = true;
  return Engine(job.data, options);
}

/// The indexes that the job names: each one of the directory unless it names one.
std::vector<std::string> uids_of(const CareJob& job, const Engine& engine) {
  if (!job.index.empty()) {
    return {job.index};
  }
  std::vector<std::string> uids;
  for (const IndexInfo& info : engine.indexes()) {
    uids.push_back(info.uid);
  }
  return uids;
}

void print_that_none_is(const CareJob& job, std::ostream& out) {
  out << "there is no index in '" << job.data.string() << "'\n";
}

/// Prints the state of an index; false when it is damaged, be it that it cannot even be opened.
bool check_index(const Engine& engine, const std::string& uid, std::ostream& out) {
  std::vector<std::string> findings;
  std::uint64_t documents = 0;
  try {
    const Index index = engine.index(uid);
    findings = index.check();
    documents = findings.empty() ? index.stats().documents : 0;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kCorrupt && error.code() != ErrorCode::kWrongFormat) {
      throw;
    }
    findings.emplace_back(error.what());
  }
  for (const std::string& finding : findings) {
    out << uid << ": " << printable(finding) << '\n';
  }
  if (findings.empty()) {
    out << uid << ": sound, " << grouped(documents) << " documents\n";
  }
  return findings.empty();
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

/// Opening for writing would create a data directory that is not there.
Engine open_for_writing(const CareJob& job, std::chrono::milliseconds lock_wait) {
  open_engine(job);
  Options options = program_options();
  options.lock_wait = lock_wait;
  return Engine(job.data, options);
}

}  // namespace

bool run_check(const CareJob& job, std::ostream& out) {
  const Engine engine = open_engine(job);
  const std::vector<std::string> uids = uids_of(job, engine);
  bool sound = true;
  for (const std::string& uid : uids) {
    sound = check_index(engine, uid, out) && sound;
  }
  if (uids.empty()) {
    print_that_none_is(job, out);
  }
  return sound;
}

void run_stats(const CareJob& job, std::ostream& out) {
  const Engine engine = open_engine(job);
  const std::vector<std::string> uids = uids_of(job, engine);
  if (job.json) {
    nlohmann::ordered_json all = nlohmann::ordered_json::object();
    for (const std::string& uid : uids) {
      all[uid] = to_json(engine.index(uid).stats());
    }
    out << nlohmann::ordered_json{{"indexes", all}}.dump() << '\n';
    return;
  }
  for (const std::string& uid : uids) {
    print_stats(uid, engine.index(uid).stats(), out);
  }
  if (uids.empty()) {
    print_that_none_is(job, out);
  }
}

void run_compact(const CareJob& job, std::chrono::milliseconds lock_wait, std::ostream& out) {
  Engine engine = open_for_writing(job, lock_wait);
  const std::vector<std::string> uids = uids_of(job, engine);
  nlohmann::ordered_json all = nlohmann::ordered_json::object();
  for (const std::string& uid : uids) {
    const CompactSummary done = engine.compact(uid);
    all[uid] = {{"bytesBefore", done.bytes_before}, {"bytesAfter", done.bytes_after}};
    if (!job.json) {
      out << uid << ": " << human_bytes(done.bytes_before) << " before, " << human_bytes(done.bytes_after)
          << " after\n";
    }
  }
  if (job.json) {
    out << nlohmann::ordered_json{{"indexes", all}}.dump() << '\n';
  } else if (uids.empty()) {
    print_that_none_is(job, out);
  }
}

}  // namespace telusur::indexer
