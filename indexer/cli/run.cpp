#include "cli/run.hpp"

#include <exception>
#include <iostream>
#include <new>
#include <string>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "interrupt.hpp"
#include "sources/formats.hpp"
#include "telusur/error.hpp"
#include "telusur/version.hpp"
#include "terminal.hpp"

namespace telusur::indexer {

namespace {

constexpr const char* kProgram = "telusur-indexer";

int fail(const std::string& message) {
  std::cout.flush();
  std::cerr << kProgram << ": " << printable(message) << '\n';
  return kFailed;
}

std::string footer() {
  return "Formats:\n" + formats_table() +
         "\nExit codes: 0 done; 1 done, but some documents were rejected, each named on standard error; 2 failed,\n"
         "nothing was published; 130 or 143 stopped by Ctrl-C or SIGTERM, nothing was published.\n"
         "\nExample:\n  telusur-indexer build content/ && telusur-indexer search belajar backend";
}

/// What the parser found wrong; who misspelled a flag is told that rather than what is missing beside it.
std::string finding(const CLI::App& app, const CLI::ParseError& error) {
  const auto rest = app.remaining(true);
  const bool is_missing = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError);
  return is_missing && !rest.empty() ? CLI::ExtrasError(rest).what() : error.what();
}

/// What is wrong with the arguments, in one sentence that names the way out.
std::string complaint(const CLI::App& app, const CLI::ParseError& error, std::string_view first_argument) {
  const auto chosen = app.get_subcommands();
  if (!chosen.empty()) {
    return finding(app, error) + "; see " + kProgram + " " + chosen.front()->get_name() + " --help";
  }
  if (first_argument.empty() || first_argument.starts_with('-')) {
    return finding(app, error) + "; see " + kProgram + " --help";
  }
  std::string names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names += (names.empty() ? "" : ", ") + command->get_name();
  }
  return "there is no command '" + std::string(first_argument) + "', only " + names + "; see " + kProgram + " --help";
}

int parse_and_act(int argc, const char* const* argv) {
  Action action;
  CLI::App app("Indexes and searches articles in Indonesian and English.", kProgram);
  app.set_version_flag("--version", std::string(kProgram) + " " + std::string(version()) + " (" +
                                        std::string(build_revision()) + ", " + std::string(build_date()) + ")");
  app.footer(footer());
  app.require_subcommand(1);
  add_commands(app, action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool known = argc < 2 || argv[1][0] == '-' || !app.get_subcommands().empty();
    if (error.get_exit_code() == 0 && known) {  // --help, --version
      return app.exit(error);
    }
    return fail(complaint(app, error, argc > 1 ? argv[1] : ""));
  }
  const int code = action();
  std::cout.flush();
  return std::cout.good() ? code : fail("standard output cannot be written");
}

}  // namespace

int run(int argc, const char* const* argv) {
  try {
    try {
      return parse_and_act(argc, argv);
    } catch (const Error&) {
      // A signal may have broken off a system call, and that is what the error is about then.
      stop_if_interrupted();
      throw;
    }
  } catch (const Interrupted& stopped) {
    fail("stopped; nothing was published, and the index is as it was");
    return 128 + stopped.signal;
  } catch (const Error& error) {
    return fail(error.what());
  } catch (const std::bad_alloc&) {
    return fail("out of memory; index in smaller parts, or lower --memory, --max-document or --threads");
  } catch (const std::exception& error) {
    return fail(std::string("unexpected failure: ") + error.what());
  }
}

}  // namespace telusur::indexer
