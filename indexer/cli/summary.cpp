#include "cli/summary.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>
#include <vector>

#include "sources/input_file.hpp"
#include "terminal.hpp"

namespace telusur::indexer {

namespace {

/// The most memory that this process has held, in bytes.
std::uint64_t peak_memory_bytes() {
  struct rusage usage {};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

/// Documents by language, most first: "id 40, en 12, undecided 1".
std::string languages_text(const IndexStats& index) {
  std::vector<std::pair<std::string, std::uint64_t>> languages(index.languages.begin(), index.languages.end());
  std::stable_sort(languages.begin(), languages.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text;
  for (const auto& [language, documents] : languages) {
    text += (text.empty() ? "" : ", ") + (language.empty() ? "undecided" : language) + " " + grouped(documents);
  }
  return text;
}

/// A server elsewhere does not tell how many terms an index has.
bool knows_terms(const IndexStats& index) { return index.terms > 0 || index.documents == 0; }

std::string count(std::uint64_t number, const char* what) { return grouped(number) + " " + what; }

}  // namespace

void print_summary_as_json(const std::string& uid, const JobResult& result, double seconds) {
  nlohmann::ordered_json rejections = nlohmann::ordered_json::array();
  for (const Rejection& rejection : result.ingest.rejections) {
    nlohmann::ordered_json entry{{"file", rejection.place.file}};
    if (rejection.place.line > 0) {
      entry["line"] = rejection.place.line;
    }
    entry["reason"] = rejection.reason;
    rejections.push_back(std::move(entry));
  }
  const nlohmann::ordered_json summary{
      {"index", uid},
      {"documents", result.index.documents},
      {"added", result.ingest.added},
      {"unchanged", result.ingest.unchanged},
      {"removed", result.ingest.removed},
      {"rejected", result.ingest.rejected},
      {"rejections", rejections},
      {"inputBytes", result.ingest.input_bytes},
      {"diskBytes", result.index.disk_bytes},
      {"terms", knows_terms(result.index) ? nlohmann::ordered_json(result.index.terms) : nlohmann::ordered_json()},
      {"languages", result.index.languages},
      {"peakMemoryBytes", peak_memory_bytes()},
      {"seconds", seconds}};
  // File names and reasons may hold any bytes.
  std::cout << summary.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

void print_summary(const std::string& uid, const JobResult& result, double seconds) {
  const IngestSummary& ingest = result.ingest;
  std::ostringstream time;
  time << std::fixed << std::setprecision(1) << seconds;
  std::cout << uid << ": " << count(ingest.added, "documents indexed")
            << (ingest.unchanged > 0 ? ", " + count(ingest.unchanged, "unchanged") : "")
            << (ingest.removed > 0 ? ", " + count(ingest.removed, "removed") : "")
            << (ingest.rejected > 0 ? ", " + count(ingest.rejected, "rejected") : "") << ", from "
            << human_bytes(ingest.input_bytes) << " in " << time.str() << " s\nThe index holds "
            << count(result.index.documents, "documents") << " (" << languages_text(result.index) << "), "
            << (knows_terms(result.index) ? count(result.index.terms, "terms") + ", " : "")
            << human_bytes(result.index.disk_bytes) << " on disk; peak memory " << human_bytes(peak_memory_bytes())
            << '\n';
}

}  // namespace telusur::indexer
