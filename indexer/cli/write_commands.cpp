#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/not_empty.hpp"
#include "cli/seconds.hpp"
#include "cli/summary.hpp"
#include "interrupt.hpp"
#include "jobs/build.hpp"
#include "jobs/remote_build.hpp"
#include "jobs/update.hpp"
#include "jobs/watch.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "sources/formats.hpp"
#include "sources/input_file.hpp"
#include "terminal.hpp"

namespace telusur::indexer {

namespace {

/// The arguments of build and update.
struct WriteArguments {
  std::string data = "./telusur-data";
  std::string index = "articles";
  std::string format = "auto";
  std::vector<std::string> paths;
  std::size_t max_document_bytes = std::size_t{64} * 1024 * 1024;
  double lock_wait_seconds = 30;
  unsigned threads = 0;
  std::size_t memory_bytes = BuildOptions{}.memory_bytes;
  std::string settings_file;
  std::string synonyms_file;
  bool force = false;
  bool split_by_heading = false;
  std::size_t connections = 4;
  double delay_seconds = 0.1;
  bool keep_missing = false;
  bool watch = false;
  std::string url;
  std::string api_key;
  unsigned retry_seconds = 300;
  bool json = false;
  bool quiet = false;

  InputOptions input() const {
    return {.paths = {paths.begin(), paths.end()},
            .format = format,
            .max_document_bytes = max_document_bytes,
            .split_by_heading = split_by_heading,
            .site = {connections, milliseconds_of(delay_seconds), std::filesystem::path(data) / "cache" / "pages"}};
  }

  ServerOptions server() const {
    return {.url = url, .key = api_key, .retry_for = std::chrono::seconds(retry_seconds)};
  }

  Options options() const {
    Options options = program_options();
    options.lock_wait = milliseconds_of(lock_wait_seconds);
    return options;
  }
};

std::vector<std::string> format_names() {
  std::vector<std::string> names{"auto"};
  for (const Format& format : formats()) {
    names.emplace_back(format.name);
  }
  return names;
}

/// A sign, which a size would take for a very large number, and nothing at all.
std::string refuse_no_size(std::string& text) {
  const bool refused = text.starts_with('-') || text.find_first_of("123456789") == std::string::npos;
  return refused ? "'" + text + "' must be a size from 1 byte, for example 500 KB" : std::string();
}

CLI::Option* add_size(CLI::App& command, const std::string& name, std::size_t& bytes, const std::string& description) {
  return command.add_option(name, bytes, description)
      ->transform(CLI::AsSizeValue(false))
      ->transform(CLI::Validator(refuse_no_size, ""));  // runs first
}

void add_arguments(CLI::App& command, WriteArguments& arguments) {
  command.add_option("--data", arguments.data, "data directory")->check(not_empty())->capture_default_str();
  command.add_option("--index", arguments.index, "uid of the index: 1 to 400 of A-Z a-z 0-9 - _")
      ->check(not_empty())
      ->capture_default_str();
  command.add_option("--format", arguments.format, "how to read the files; auto: by suffix")
      ->check(CLI::IsMember(format_names()))
      ->capture_default_str();
  add_size(command, "--max-document", arguments.max_document_bytes, "reject larger documents, e.g. 500 KB, 64 MB")
      ->default_str("64 MB");
  command.add_flag("--split-by-heading", arguments.split_by_heading,
                   "of HTML and Markdown, each section is a document: hierarchy_lvl0 to 6, anchor, content, url");
  command.add_option("--connections", arguments.connections, "of a site, pages that are fetched at once")
      ->check(CLI::Range(std::size_t{1}, std::size_t{16}))
      ->capture_default_str();
  command
      .add_option("--delay", arguments.delay_seconds,
                  "seconds between two requests to a site; its robots.txt may ask for more")
      ->check(seconds_validator())
      ->default_str("0.1");
  add_lock_wait(command, arguments.lock_wait_seconds);
  command
      .add_option("--synonyms", arguments.synonyms_file,
                  "rules that replace the synonyms of the index, one a line: 'a, b' both ways, 'a => b, c' one way")
      ->check(not_empty());
  command.add_flag("--json", arguments.json, "print the summary as JSON");
  command.add_flag("--quiet", arguments.quiet, "print rejected documents and errors only");
}

CLI::Option* add_paths(CLI::App& command, WriteArguments& arguments) {
  return command.add_option(
      "PATH", arguments.paths,
      "files, folders with all that is below them, URLs of sitemaps; - is standard input, with --format");
}

ProgressStyle progress_style(const WriteArguments& arguments) {
  if (arguments.quiet) {
    return ProgressStyle::kSilent;
  }
  return is_terminal(STDERR_FILENO) ? ProgressStyle::kBar : ProgressStyle::kLines;
}

/// Prints the summary of a job.
void tell(const WriteArguments& arguments, Progress& progress, const JobResult& result) {
  progress.clear();
  const double seconds = progress.elapsed().count();
  if (arguments.json) {
    print_summary_as_json(arguments.index, result, seconds);
  } else if (!arguments.quiet) {
    print_summary(arguments.index, result, seconds);
  }
  std::cout.flush();
}

/// Runs a job under a progress display and prints its summary.
template <typename Job>
int run_job(const WriteArguments& arguments, Job job) {
  catch_interrupts();
  Progress progress(std::cerr, progress_style(arguments));
  const JobResult result = job(progress);
  tell(arguments, progress, result);
  return result.ingest.rejected == 0 ? kDone : kSomeRejected;
}

UpdateJob update_job(const WriteArguments& arguments) {
  return {arguments.data,      arguments.index,        arguments.input(), arguments.synonyms_file,
          arguments.options(), arguments.keep_missing, arguments.force};
}

/// Keeps an index in step with its files. To be stopped is its only end, and no failure.
int watch(const WriteArguments& arguments) {
  catch_interrupts();
  Progress progress(std::cerr, progress_style(arguments));
  try {
    run_watch(update_job(arguments), progress, [&](const JobResult& result) { tell(arguments, progress, result); });
  } catch (const Interrupted&) {
    progress.clear();
  }
  return kDone;
}

/// The flags about the index of another server.
void add_server(CLI::App& command, WriteArguments& arguments) {
  command
      .add_option("--url", arguments.url,
                  "server that has the index, instead of --data, where then fetched pages alone are kept")
      ->check(not_empty());
  command.add_option("--api-key", arguments.api_key, "key of the server; a command line can be seen by other users")
      ->envname("TELUSUR_API_KEY");
  command.add_option("--retry-for", arguments.retry_seconds, "seconds to go on trying while the server cannot answer")
      ->check(CLI::Range(0U, 86'400U))
      ->capture_default_str();
}

JobResult build(const WriteArguments& arguments, Progress& progress) {
  if (!arguments.url.empty()) {
    return run_remote_build({arguments.server(), arguments.index, arguments.input(), arguments.settings_file,
                             arguments.synonyms_file, arguments.force},
                            progress);
  }
  return run_build({arguments.data, arguments.index, arguments.input(), arguments.threads, arguments.memory_bytes,
                    arguments.settings_file, arguments.synonyms_file, arguments.force, arguments.options()},
                   progress);
}

void add_build(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<WriteArguments>();
  CLI::App* command = app.add_subcommand("build", "Builds an index anew from all of its documents");
  add_arguments(*command, *arguments);
  command->add_option("--threads", arguments->threads, "threads that analyse; 0: one per core, at most 8")
      ->check(CLI::Range(0U, 64U))
      ->capture_default_str();
  add_size(*command, "--memory", arguments->memory_bytes,
           "most memory of the build, from 128 MB; with 512 MB, documents of over about 20 MB are rejected")
      ->default_str("512 MB");
  command->add_option("--settings", arguments->settings_file, "JSON with settings of the index, over those it has")
      ->check(not_empty());
  command->add_flag("--force", arguments->force, "publish even when more than 30 % of the documents are gone");
  add_server(*command, *arguments);
  add_paths(*command, *arguments)->required();
  command->footer(
      "The old index serves until the new one replaces it in one step. A document without an id gets one made of its\n"
      "URL, or of its path from the working directory.\n"
      "\nExample:\n  telusur-indexer build --data ./telusur-data --index articles content/ extra.jsonl\n"
      "  TELUSUR_API_KEY=… telusur-indexer build --url https://search.example.org --index articles content/");
  command->callback([&action, arguments] {
    action = [arguments] {
      return run_job(*arguments, [&arguments](Progress& progress) { return build(*arguments, progress); });
    };
  });
}

void add_update(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<WriteArguments>();
  CLI::App* command =
      app.add_subcommand("update", "Adds, replaces and removes what differs from the files, in one commit");
  add_arguments(*command, *arguments);
  command->add_flag("--keep-missing", arguments->keep_missing, "remove nothing");
  command->add_flag("--force", arguments->force, "remove even more than 30 % of the documents");
  command->add_flag("--watch", arguments->watch, "go on, and update again after each change of the files");
  const CLI::Option* paths = add_paths(*command, *arguments);
  command->footer(
      "Documents that are stored already are left alone. Those that an earlier build or update read from the same "
      "files\n"
      "are removed when they are there no more, or when their file is gone from a folder that PATH names.\n"
      "PATH may be left out beside --synonyms.\n"
      "\nExample:\n  telusur-indexer update --data ./telusur-data --index articles content/");
  command->callback([&action, arguments, paths] {
    if (arguments->paths.empty() && (arguments->synonyms_file.empty() || arguments->watch)) {
      throw CLI::RequiredError(paths->get_name());
    }
    action = [arguments] {
      if (arguments->watch) {
        return watch(*arguments);
      }
      return run_job(*arguments,
                     [&arguments](Progress& progress) { return run_update(update_job(*arguments), progress); });
    };
  });
}

}  // namespace

void add_write_commands(CLI::App& app, Action& action) {
  add_build(app, action);
  add_update(app, action);
}

}  // namespace telusur::indexer
