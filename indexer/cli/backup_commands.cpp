#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/not_empty.hpp"
#include "jobs/backup.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace fs = std::filesystem;

namespace {

/// A command about a dump, whose options differ in words alone.
struct BackupCommand {
  const char* name;
  const char* description;
  const char* force;
  const char* footer;
  void (*run)(const BackupJob& job, std::ostream& out);
};

/// Takes away the directories that a restore makes, when it fails: what is left in them is an empty catalog.
class MadeDirectories {
 public:
  explicit MadeDirectories(const fs::path& data) : data_(data) {
    std::error_code unknown;
    for (fs::path path = data; !path.empty() && fs::status(path, unknown).type() == fs::file_type::not_found;
         path = path.parent_path()) {
      made_.push_back(path);
    }
  }

  void remove() const {
    if (made_.empty() || !holds_empty_catalog()) {
      return;
    }
    std::error_code error;
    // Directories go when they are empty, and so nothing that another process has made meanwhile.
    for (const char* name : {"indexes", "catalog.json", "catalog.lock"}) {
      fs::remove(data_ / name, error);
      if (error) {
        return;
      }
    }
    for (const fs::path& directory : made_) {
      fs::remove(directory, error);
    }
  }

 private:
  bool holds_empty_catalog() const {
    std::error_code error;
    const fs::directory_iterator entries(data_, error);
    return std::all_of(begin(entries), end(entries), [](const fs::directory_entry& entry) {
      const fs::path name = entry.path().filename();
      return name == "indexes" || name == "catalog.json" || name == "catalog.lock";
    });
  }

  const fs::path data_;
  std::vector<fs::path> made_;  // the deepest first
};

/// A restore with what is said here about its failure.
void restore(const BackupJob& job, std::ostream& out) {
  const MadeDirectories made(job.data);
  try {
    run_restore(job, out);
  } catch (const Error& error) {
    made.remove();
    if (error.code() == ErrorCode::kAlreadyExists) {
      const std::string_view said = error.what();
      throw Error(error.code(),
                  std::string(said.substr(0, said.find(": "))) + ": delete it first, or replace it with --force",
                  error.subject());
    }
    throw;
  }
}

constexpr BackupCommand kCommands[] = {
    {"dump", "Writes documents and settings of indexes to a file", "write over a file that is there",
     "The file holds lines of JSON, compressed by Zstandard, with a checksum; this and every later version restores "
     "it.\n"
     "Each index is written as it is at one instant, while others search it.\n"
     "\nExample:\n  telusur-indexer dump --data ./telusur-data articles.dump",
     run_dump},
    {"restore", "Builds indexes anew from a dump", "replace indexes that are there",
     "A dump that is damaged changes nothing. An index that is replaced serves until the new one is complete.\n"
     "\nExample:\n  telusur-indexer restore --data ./telusur-data --index articles --force articles.dump",
     restore}};

void add(CLI::App& app, Action& action, const BackupCommand& description) {
  auto job = std::make_shared<BackupJob>();
  job->data = "./telusur-data";
  CLI::App* command = app.add_subcommand(description.name, description.description);
  command->add_option("--data", job->data, "data directory")->check(not_empty())->capture_default_str();
  command->add_option("--index", job->indexes, "uid of an index, again for more; without it, every index")
      ->check(not_empty())
      ->allow_extra_args(false);
  command->add_flag("--force", job->force, description.force);
  command->add_flag("--json", job->json, "print the summary as JSON");
  command->add_option("FILE", job->file, "the dump")->required()->check(not_empty());
  command->footer(description.footer);
  command->callback([&action, job, run = description.run] {
    action = [job, run] {
      run(*job, std::cout);
      return kDone;
    };
  });
}

}  // namespace

void add_backup_commands(CLI::App& app, Action& action) {
  for (const BackupCommand& command : kCommands) {
    add(app, action, command);
  }
}

}  // namespace telusur::indexer
