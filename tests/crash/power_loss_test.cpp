#include <map>
#include <sstream>

#include "crash.hpp"

using telusur::Engine;
using telusur::test::prepare;
using telusur::test::Workspace;

namespace fs = std::filesystem;

namespace {

/// Lock files need not outlast anything, and what is below "cache" is made anew.
bool matters(const fs::path& path) {
  return path.filename() != "flintlock" && path.extension() != ".lock" &&
         path.string().find("/cache") == std::string::npos;
}

/// Follows a trace of calls and knows what a loss of power would take: a file's bytes until the file is synced, a
/// directory's new names until the directory is.
class Disk {
 public:
  void apply(const std::string& line) {
    std::istringstream fields(line);
    std::string call;
    std::string target;
    std::string path;
    std::getline(fields, call, '\t');
    if (call == "rename") {
      std::getline(fields, target, '\t');
    }
    std::getline(fields, path);
    if (call == "fsync" || call == "fdatasync") {
      bytes_.erase(path);
      names_.erase(path);
    } else if (call == "write" || call == "pwrite" || call == "ftruncate") {
      bytes_.insert(path);
    } else if (call == "create" || call == "mkdir") {
      add_name(path);
    } else if (call == "rename") {
      if (bytes_.erase(path) != 0) {
        bytes_.insert(target);
      }
      add_name(target);
    }
  }

  /// What exists, matters and would be lost.
  std::set<std::string> unsynced() const {
    std::set<std::string> lost;
    for (const std::string& file : bytes_) {
      if (matters(file) && fs::exists(file)) {
        lost.insert(file);
      }
    }
    for (const auto& [directory, names] : names_) {
      for (const std::string& name : names) {
        if (fs::exists(name)) {
          lost.insert(name);
        }
      }
    }
    return lost;
  }

 private:
  void add_name(const std::string& path) {
    if (matters(path)) {
      names_[fs::path(path).parent_path().string()].insert(path);
    }
  }

  std::set<std::string> bytes_;                         ///< files with bytes that are not on the disk
  std::map<std::string, std::set<std::string>> names_;  ///< by directory, its names that are not
};

/// What a loss of power would take at the end of a trace. Lines that hold `without` count as never called.
std::set<std::string> lost_at_end(const std::string& trace, const std::string& without = {}) {
  Disk disk;
  std::istringstream lines(trace);
  for (std::string line; std::getline(lines, line);) {
    if (without.empty() || line.find(without) == std::string::npos) {
      disk.apply(line);
    }
  }
  return disk.unsynced();
}

/// What it would take of the rest when the catalog begins to name it; "?" when no line of the trace does that.
std::set<std::string> lost_at_publication(const std::string& trace, const std::string& catalog) {
  Disk disk;
  std::set<std::string> lost{"?"};
  std::istringstream lines(trace);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("rename\t" + catalog + '\t')) {
      lost = disk.unsynced();
      std::erase_if(lost, [&](const std::string& path) { return path.starts_with(catalog); });
    }
    disk.apply(line);
  }
  return lost;
}

std::string listed(const std::set<std::string>& paths) {
  std::string lines;
  for (const std::string& path : paths) {
    lines += path + '\n';
  }
  return lines;
}

}  // namespace

TEST_CASE("a published build is on the disk, and was before the catalog named it") {
  Workspace workspace;
  prepare(workspace);
  REQUIRE(workspace.indexer({"build", "--threads", "2", "new.jsonl"}).exit_code == 0);
  const std::string trace = workspace.trace();
  CHECK(listed(lost_at_end(trace)) == "");
  CHECK(listed(lost_at_publication(trace, (workspace.data() / "catalog.json").string())) == "");
  CHECK(lost_at_end(trace, "fsync\t").size() > 3);  // what the two lines above would say if nothing was synced
}

TEST_CASE("a commit that was acknowledged is on the disk") {
  const Workspace workspace;
  REQUIRE(workspace.run({TELUSUR_CRASH_PROGRAM, "create", workspace.data().string()}).exit_code == 0);
  CHECK(listed(lost_at_end(workspace.trace())) == "");
  REQUIRE(workspace.run({TELUSUR_CRASH_PROGRAM, "write", workspace.data().string(), "0", "3"}).exit_code == 0);
  CHECK(listed(lost_at_end(workspace.trace())) == "");
  CHECK(lost_at_end(workspace.trace(), "sync\t").size() > 3);
}

TEST_CASE("an update is on the disk when the program ends") {
  Workspace workspace;
  prepare(workspace);
  REQUIRE(workspace.indexer({"update", "new.jsonl"}).exit_code == 0);
  CHECK(listed(lost_at_end(workspace.trace())) == "");
}
