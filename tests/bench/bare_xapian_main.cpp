// bare_xapian: the floor as a program of its own, to be measured from outside or by hand.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "bench/bare_xapian.hpp"
#include "bench/latency.hpp"
#include "bench/query_sample.hpp"
#include "bench/xapian_program.hpp"

namespace telusur::bench {
namespace {

struct Arguments {
  std::string database;
  std::string input;  ///< documents, queries or the new database, depending on the command
  std::string stemmer = "english";
  unsigned rounds = 5;
};

void query(const Arguments& arguments) {
  const std::vector<std::string> queries = read_query_lines(arguments.input);
  BareSearcher searcher(arguments.database, arguments.stemmer, Xapian::Query::OP_OR);
  const auto figures = measure_latency(
      {{"bare", [&](const std::string& text) { return searcher.search(text, kHits); }}}, queries, arguments.rounds);
  std::printf("%zu queries, OR of words, first %u hits: p50 %.3f ms, p99 %.3f ms, CPU mean %.3f ms\n", queries.size(),
              kHits, figures[0].p50_ms, figures[0].p99_ms, figures[0].cpu_mean_ms);
}

void define(CLI::App& app, Arguments& arguments) {
  app.require_subcommand(1);
  auto* build = app.add_subcommand("build", "Index a JSONL file of documents {title, body} into a new database");
  build->add_option("database", arguments.database)->required()->check(CLI::NonexistentPath);
  build->add_option("documents", arguments.input)->required()->check(CLI::ExistingFile);
  build->add_option("--stemmer", arguments.stemmer, "A Snowball language, or none")->capture_default_str();
  build->callback(
      [&] { std::cout << build_bare(arguments.database, arguments.input, arguments.stemmer) << " documents\n"; });
  auto* compact = app.add_subcommand("compact", "Copy a database into a new, compacted one");
  compact->add_option("database", arguments.database)->required()->check(CLI::ExistingDirectory);
  compact->add_option("destination", arguments.input)->required()->check(CLI::NonexistentPath);
  compact->callback([&] { compact_bare(arguments.database, arguments.input); });
  auto* search = app.add_subcommand("query", "Run the queries of a file, one a line, and print how long they take");
  search->add_option("database", arguments.database)->required()->check(CLI::ExistingDirectory);
  search->add_option("queries", arguments.input)->required()->check(CLI::ExistingFile);
  search->add_option("--stemmer", arguments.stemmer, "As the database was built with")->capture_default_str();
  search->add_option("--rounds", arguments.rounds, "Times that each query is run")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  search->callback([&] { query(arguments); });
}

}  // namespace
}  // namespace telusur::bench

int main(int argc, char** argv) {
  CLI::App app("Builds and searches an index with Xapian alone: the floor that telusur is compared with.",
               "bare_xapian");
  telusur::bench::Arguments arguments;
  telusur::bench::define(app, arguments);
  return telusur::bench::run_xapian_program(app, argc, argv, [] {});  // the commands run as they are parsed
}
