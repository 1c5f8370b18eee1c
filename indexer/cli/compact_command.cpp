#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/not_empty.hpp"
#include "cli/seconds.hpp"
#include "jobs/care.hpp"

namespace telusur::indexer {

namespace {

struct CompactArguments {
  CareJob job{"./telusur-data", {}};
  double lock_wait_seconds = 30;
};

}  // namespace

void add_compact_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<CompactArguments>();
  CLI::App* command =
      app.add_subcommand("compact", "Writes indexes anew without the gaps that changes leave in their files");
  command->add_option("--data", arguments->job.data, "data directory")->check(not_empty())->capture_default_str();
  command->add_option("--index", arguments->job.index, "uid of the index; without it, every index")->check(not_empty());
  add_lock_wait(*command, arguments->lock_wait_seconds);
  command->add_flag("--json", arguments->job.json, "print the sizes as JSON");
  command->footer(
      "An index is searched while it is compacted, and replaced in one step; others that write to it wait. The disk\n"
      "must have room for a second copy. What build publishes is compact.\n"
      "\nExample:\n  telusur-indexer compact --data ./telusur-data --index articles");
  command->callback([&action, arguments] {
    action = [arguments] {
      run_compact(arguments->job, milliseconds_of(arguments->lock_wait_seconds), std::cout);
      return kDone;
    };
  });
}

}  // namespace telusur::indexer
