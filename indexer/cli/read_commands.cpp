#include <unistd.h>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/not_empty.hpp"
#include "jobs/analysis.hpp"
#include "jobs/care.hpp"
#include "jobs/search.hpp"
#include "terminal.hpp"

namespace telusur::indexer {

namespace {

/// The arguments of the commands that only read; each uses some of them.
struct ReadArguments {
  std::string data = "./telusur-data";
  std::string cache_of;  // data directory whose cache serves; "": none
  std::string index;
  std::vector<std::string> words;
  std::string filter;
  std::vector<std::string> sort;
  std::uint32_t limit = 10;
  bool json = false;
  bool explain = false;

  std::string text() const {
    std::string text;
    for (const std::string& word : words) {
      text.append(text.empty() ? "" : " ").append(word);
    }
    return text;
  }
};

/// Adds a subcommand whose action gets its arguments.
std::shared_ptr<ReadArguments> add_command(CLI::App& app, Action& action, const std::string& name,
                                           const std::string& description, int (*act)(const ReadArguments&)) {
  auto arguments = std::make_shared<ReadArguments>();
  app.add_subcommand(name, description)->callback([&action, arguments, act] {
    action = [arguments, act] { return act(*arguments); };
  });
  return arguments;
}

void add_data(CLI::App& command, ReadArguments& arguments) {
  command.add_option("--data", arguments.data, "data directory")->check(not_empty())->capture_default_str();
}

void add_cache(CLI::App& command, ReadArguments& arguments) {
  command.add_option("--data", arguments.cache_of, "data directory that keeps the compiled word lists; default: none")
      ->check(not_empty());
}

int search(const ReadArguments& arguments) {
  run_search({.data = arguments.data,
              .index = arguments.index,
              .query = arguments.text(),
              .filter = arguments.filter,
              .sort = arguments.sort,
              .limit = arguments.limit,
              .json = arguments.json,
              .explain = arguments.explain,
              .bold = is_terminal(STDOUT_FILENO)},
             std::cout);
  return kDone;
}

int check(const ReadArguments& arguments) {
  return run_check({arguments.data, arguments.index}, std::cout) ? kDone : kFailed;
}

int stats(const ReadArguments& arguments) {
  run_stats({arguments.data, arguments.index, arguments.json}, std::cout);
  return kDone;
}

int analyze(const ReadArguments& arguments) {
  run_analyze(arguments.text(), arguments.cache_of, arguments.json, std::cout);
  return kDone;
}

int stem(const ReadArguments& arguments) {
  run_stem(arguments.cache_of, std::cin, std::cout);
  return kDone;
}

void add_search(CLI::App& app, Action& action) {
  const auto arguments =
      add_command(app, action, "search", "Searches an index and prints the hits, best first", search);
  CLI::App& command = *app.get_subcommand("search");
  arguments->index = "articles";
  add_data(command, *arguments);
  command.add_option("--index", arguments->index, "uid of the index")->check(not_empty())->capture_default_str();
  command.add_option("--limit", arguments->limit, "hits to print")
      ->check(CLI::Range(0U, 10'000U))
      ->capture_default_str();
  command.add_flag("--json", arguments->json, "print the answer as the HTTP API gives it");
  command.add_flag("--explain", arguments->explain, "print what each word gave to the score of each hit");
  command
      .add_option("--filter", arguments->filter,
                  "only documents that pass, such as 'lang = id AND published >= 2024-01-01'")
      ->check(not_empty());
  command.add_option("--sort", arguments->sort, "ATTRIBUTE:asc or ATTRIBUTE:desc, before the score; again for more")
      ->check(not_empty())
      ->allow_extra_args(false);
  command.add_option("QUERY", arguments->words,
                     "words, \"phrases\", -excluded words; with --filter or --sort it may be left out");
  command.parse_complete_callback([arguments] {
    if (arguments->words.empty() && arguments->filter.empty() && arguments->sort.empty()) {
      throw CLI::RequiredError("QUERY");
    }
  });
  command.footer(
      "Write -- before a query that begins with an excluded word. A filter or order names attributes of the settings\n"
      "filterableAttributes and sortableAttributes.\n"
      "\nExample:\n  telusur-indexer search --limit 3 --filter 'lang = id' --sort published:desc '\"kereta api\" "
      "jogja'");
}

void add_check(CLI::App& app, Action& action) {
  const auto arguments = add_command(app, action, "check", "Looks for damage in stored indexes", check);
  CLI::App& command = *app.get_subcommand("check");
  add_data(command, *arguments);
  command.add_option("--index", arguments->index, "uid of the index; without it, every index")->check(not_empty());
  command.footer("The exit code is 2 when there is damage.\n\nExample:\n  telusur-indexer check --data ./telusur-data");
}

void add_stats(CLI::App& app, Action& action) {
  const auto arguments = add_command(app, action, "stats", "Prints what indexes hold", stats);
  CLI::App& command = *app.get_subcommand("stats");
  add_data(command, *arguments);
  command.add_option("--index", arguments->index, "uid of the index; without it, every index")->check(not_empty());
  command.add_flag("--json", arguments->json, "print JSON");
  command.footer("Example:\n  telusur-indexer stats --index articles --json");
}

void add_analyze(CLI::App& app, Action& action) {
  const auto arguments = add_command(app, action, "analyze", "Shows tokens, stems and language of a text", analyze);
  CLI::App& command = *app.get_subcommand("analyze");
  add_cache(command, *arguments);
  command.add_flag("--json", arguments->json, "print one JSON object");
  command.add_option("TEXT", arguments->words, "the text")->required();
  command.footer(
      "Offsets and lengths are bytes of the text in UTF-8. Keys are stems. Aliases are other forms of the same word;\n"
      "parts are words inside it that find it.\n"
      "\nExample:\n  telusur-indexer analyze Mempelajari pemrograman backend dengan C++");
}

void add_stem(CLI::App& app, Action& action) {
  const auto arguments =
      add_command(app, action, "stem", "Reads words, one a line, and prints each with its stem", stem);
  CLI::App& command = *app.get_subcommand("stem");
  add_cache(command, *arguments);
  command.footer("Example:\n  echo mempelajari | telusur-indexer stem");
}

}  // namespace

void add_read_commands(CLI::App& app, Action& action) {
  add_search(app, action);
  add_check(app, action);
  add_stats(app, action);
  add_analyze(app, action);
  add_stem(app, action);
}

void add_commands(CLI::App& app, Action& action) {
  add_write_commands(app, action);
  add_backup_commands(app, action);
  add_compact_command(app, action);
  add_read_commands(app, action);
}

}  // namespace telusur::indexer
