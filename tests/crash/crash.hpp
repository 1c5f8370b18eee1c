#pragma once

#include <doctest/doctest.h>

#include <cerrno>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "support/process.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/engine.hpp"

namespace telusur::test {

/// What befalls a program at one of its calls that change files of the data directory; 0: never.
struct Fault {
  long kill_at = 0;
  long fail_at = 0;
  int error = ENOSPC;
};

/// A folder with a data directory and input files.
class Workspace {
 public:
  std::filesystem::path data() const { return directory_ / "data"; }
  const TemporaryDirectory& directory() const { return directory_; }

  /// Runs a program to its end under a fault.
  ProcessResult run(const std::vector<std::string>& command, const Fault& fault = {}) const {
    return test::run(command, {.directory = directory_.path(), .environment = environment(fault)});
  }

  ProcessResult indexer(std::vector<std::string> arguments, const Fault& fault = {}) const {
    arguments.insert(arguments.begin(), TELUSUR_INDEXER_PATH);
    arguments.insert(arguments.begin() + 2, {"--data", data().string(), "--index", "a", "--quiet"});
    return run(arguments, fault);
  }

  /// Calls that the last program counted; it must have ended by itself.
  long calls() const { return std::stol(read_file(directory_ / "calls")); }

  /// What all programs so far did to the disk, a call a line, as fault.cpp writes it.
  std::string trace() const { return read_file(directory_ / "trace"); }

 private:
  std::vector<std::string> environment(const Fault& fault) const {
    return {"LD_PRELOAD=" TELUSUR_FAULT_LIBRARY,
            "TELUSUR_FAULT_IN=" + directory_.path().string(),
            "TELUSUR_KILL_AT=" + std::to_string(fault.kill_at),
            "TELUSUR_FAIL_AT=" + std::to_string(fault.fail_at),
            "TELUSUR_FAIL_ERROR=" + std::to_string(fault.error),
            "TELUSUR_COUNT_FILE=" + (directory_ / "calls").string(),
            "TELUSUR_TRACE_FILE=" + (directory_ / "trace").string()};
  }

  TemporaryDirectory directory_;
};

/// At most `most` of the numbers from 1 to `last`, spread evenly, both ends included.
inline std::set<long> spread(long last, long most) {
  std::set<long> points;
  for (long i = 0; i < most; ++i) {
    points.insert(1 + i * (last - 1) / (most - 1));
  }
  return points;
}

/// The titles of all documents of index "a".
inline std::multiset<std::string> titles(const std::filesystem::path& data) {
  const Index index = Engine(data, {.read_only = true}).index("a");
  std::multiset<std::string> found;
  for (const Hit& hit : index.search({.limit = 1000}).hits) {
    found.insert(hit.text("title"));
  }
  return found;
}

/// Lines of JSON: `count` documents of one title.
inline std::string documents(int count, const std::string& title) {
  std::string lines;
  for (int id = 0; id < count; ++id) {
    lines += R"({"id":")" + std::to_string(id) + R"(","title":")" + title + "\"}\n";
  }
  return lines;
}

/// A published index "a" of twenty documents with one title, and an input file new.jsonl of the same with another one.
inline void prepare(const Workspace& workspace) {
  workspace.directory().write("old.jsonl", documents(20, "lama"));
  workspace.directory().write("new.jsonl", documents(20, "baru"));
  REQUIRE(workspace.indexer({"build", "old.jsonl"}).exit_code == 0);
}

/// Names below the directory of the only index.
inline std::set<std::string> index_files(const std::filesystem::path& data) {
  std::set<std::string> names;
  for (const auto& index : std::filesystem::directory_iterator(data / "indexes")) {
    for (const auto& entry : std::filesystem::directory_iterator(index.path())) {
      names.insert(entry.path().filename().string());
    }
  }
  return names;
}

}  // namespace telusur::test
