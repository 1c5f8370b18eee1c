#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "jobs/backup.hpp"

namespace telusur::indexer {

namespace {

/// A command about a dump, whose options differ in words alone.
struct BackupCommand {
  const char* name;
  const char* description;
  const char* force;
  const char* footer;
  void (*run)(const BackupJob& job, std::ostream& out);
};

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
     run_restore}};

void add(CLI::App& app, Action& action, const BackupCommand& description) {
  auto job = std::make_shared<BackupJob>();
  job->data = "./telusur-data";
  CLI::App* command = app.add_subcommand(description.name, description.description);
  command->add_option("--data", job->data, "data directory")->capture_default_str();
  command->add_option("--index", job->indexes, "uid of an index, again for more; without it, every index")
      ->allow_extra_args(false);
  command->add_flag("--force", job->force, description.force);
  command->add_flag("--json", job->json, "print the summary as JSON");
  command->add_option("FILE", job->file, "the dump")->required();
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
