// telusur-relevance: how well does a plain query rank the documents that people judged as relevant?

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "relevance/collection.hpp"
#include "relevance/comparison.hpp"
#include "relevance/report.hpp"
#include "relevance/runner.hpp"
#include "relevance/typing.hpp"
#include "support/temporary_directory.hpp"

namespace telusur::relevance {
namespace {

namespace fs = std::filesystem;

constexpr int kExitFailed = 2;

constexpr const char* kDescription =
    "Indexes collections of documents, runs their judged queries and prints nDCG@10, MRR@10 and Recall@100.\n"
    "A collection is a directory with docs.jsonl {id, title, body}, queries.jsonl {id, text} and qrels.tsv (query, "
    "document,\n"
    "grade). Gain is the grade; negative grades leave the ranking; the mean is over the queries with a relevant "
    "document.";

struct Arguments {
  std::vector<fs::path> collections;
  fs::path run;
  fs::path per_query;
  std::size_t first = std::numeric_limits<std::size_t>::max();
  std::size_t as_you_type = 0;
  std::uint64_t seed = 1;
  Stemming stemming = Stemming::kLexicon;
  std::optional<bool> cross_language;
  bool prefix = true;
  bool typos = true;
  fs::path data;
  std::string index;
  fs::path queries;
  fs::path qrels;
};

void define(CLI::App& app, Arguments& arguments) {
  app.add_option("collection", arguments.collections, "Directories of collections")->check(CLI::ExistingDirectory);
  app.add_option("--run", arguments.run, "Write the ranking here as a TREC-style run (one collection only)");
  app.add_option("--per-query", arguments.per_query, "Write each query's figures here (one collection only)");
  app.add_option(
         "--first", arguments.first,
         "Ask and score only the first N queries of queries.jsonl. A scorer that is given the run and the whole\n"
         "qrels.tsv counts the other queries as 0: give it the lines of these queries alone.")
      ->check(CLI::Range(std::size_t{1}, std::numeric_limits<std::size_t>::max()).description(""))
      ->type_name("N");
  app.add_option(
         "--as-you-type", arguments.as_you_type,
         "Draw N titles of each collection instead, and count how many are among the first five hits at half of their\n"
         "letters and whole, and how many of these with one typo, too; --per-query has the queries that were lost")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}).description(""))
      ->type_name("N");
  app.add_option("--seed", arguments.seed, "Of the drawing of --as-you-type")->capture_default_str();
  const std::map<std::string, Stemming> stemmers = {
      {"lexicon", Stemming::kLexicon}, {"snowball", Stemming::kSnowball}, {"none", Stemming::kNone}};
  app.add_option("--stemmer", arguments.stemming,
                 "lexicon (the library's own analysis, default), or for comparison snowball (the Snowball stemmer of\n"
                 "each document's and query's language) or none (words as they are written)")
      ->transform(CLI::CheckedTransformer(stemmers).description(""))
      ->type_name("NAME");
  const std::map<std::string, bool> switches = {{"on", true}, {"off", false}};
  app.add_option("--cross-language", arguments.cross_language,
                 "on: queries also find documents by translations (default); off: by their own words alone")
      ->transform(CLI::CheckedTransformer(switches).description(""))
      ->type_name("on|off");
  app.add_option("--prefix", arguments.prefix, "on: the last word is also the beginning of a word (default); or off")
      ->transform(CLI::CheckedTransformer(switches).description(""))
      ->type_name("on|off");
  app.add_option("--typos", arguments.typos, "on: misspelled words are corrected (default); or off")
      ->transform(CLI::CheckedTransformer(switches).description(""))
      ->type_name("on|off");
  app.add_option("--data", arguments.data,
                 "Build the indexes in this data directory and keep them; default: a temporary one");
  auto* index = app.add_option("--index", arguments.index, "Measure this index of --data instead of building one");
  auto* queries = app.add_option("--queries", arguments.queries, "Queries for --index")->check(CLI::ExistingFile);
  auto* qrels = app.add_option("--qrels", arguments.qrels, "Judgements for --index")->check(CLI::ExistingFile);
  index->needs("--data")->needs(queries)->needs(qrels)->excludes("collection");
  queries->needs(index);
  qrels->needs(index);
}

void check(const Arguments& arguments) {
  if (arguments.collections.empty() && arguments.index.empty()) {
    throw InputError(
        "Nothing to measure: name the directory of a collection, or an index with --data, --index, --queries and "
        "--qrels.");
  }
  if (arguments.collections.size() > 1 && !(arguments.run.empty() && arguments.per_query.empty())) {
    throw InputError("--run and --per-query take one collection, but " + std::to_string(arguments.collections.size()) +
                     " are given.");
  }
  if (arguments.as_you_type > 0 && (arguments.stemming != Stemming::kLexicon || !arguments.index.empty())) {
    throw InputError(
        "--as-you-type measures collections with the library's own analysis: leave out --index and --stemmer.");
  }
  if (arguments.stemming != Stemming::kLexicon && !(arguments.data.empty() && arguments.index.empty())) {
    throw InputError(
        "--stemmer snowball and none measure a collection in a temporary index: name its directory, and leave out "
        "--data and --index.");
  }
}

/// "path/to/name/" and "path/to/name" are both called name.
std::string collection_name(const fs::path& directory) { return fs::canonical(directory).filename().string(); }

/// Index uids allow A-Z a-z 0-9 - _ only; names of directories allow more.
std::string index_uid(std::string name) {
  constexpr std::string_view kAllowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (char& c : name) {
    c = kAllowed.find(c) == std::string_view::npos ? '_' : c;
  }
  return name;
}

void warn_of_missing(const MeasuredIndex& index, const Judgements& judgements, const std::string& name) {
  const auto missing = missing_documents(index, judgements);
  if (missing.empty()) {
    return;
  }
  const std::string count = missing.size() == 1 ? "1 document judged as relevant is"
                                                : std::to_string(missing.size()) + " documents judged as relevant are";
  std::cerr << "warning: " << name << ": " << count << " not in the index: \"" << missing.front() << "\""
            << (missing.size() == 1 ? "" : ", …") << '\n';
}

Row measure(const MeasuredIndex& index, Questions questions, const std::string& name, const Arguments& arguments) {
  questions = first_queries(std::move(questions), arguments.first);
  warn_of_missing(index, questions.judgements, name);
  const Answers answers = answer(index, questions.queries, arguments.cross_language);
  const auto scored = score_all(questions, answers.rankings);
  if (scored.empty()) {
    throw InputError(name + ": none of the queries asked has a relevant document, so nothing can be scored.");
  }
  if (!arguments.run.empty()) {
    write_run(arguments.run, questions.queries, answers.rankings);
  }
  if (!arguments.per_query.empty()) {
    write_per_query(arguments.per_query, scored);
  }
  std::vector<Scores> figures;
  std::transform(scored.begin(), scored.end(), std::back_inserter(figures), [](const auto& one) { return one.scores; });
  return {.collection = name,
          .documents = index.documents,
          .queries = scored.size(),
          .scores = mean(figures),
          .build_seconds = index.build_seconds,
          .mean_query_ms = answers.mean_query_ms};
}

Row measure_existing(const Arguments& arguments) {
  Options options;
  options.read_only = true;
  Engine engine(arguments.data, options);
  Questions questions{.queries = read_queries(arguments.queries), .judgements = read_judgements(arguments.qrels)};
  return measure(measured(engine.index(arguments.index)), std::move(questions), arguments.index, arguments);
}

Settings settings_of(const Arguments& arguments) {
  Settings settings = collection_settings();
  settings.prefix_search = arguments.prefix ? PrefixSearch::kIndexingTime : PrefixSearch::kDisabled;
  settings.typo_tolerance.enabled = arguments.typos;
  return settings;
}

Row measure_collection(Engine& engine, const fs::path& directory, const Arguments& arguments) {
  const std::string name = collection_name(directory);
  Questions questions{.queries = read_queries(directory / "queries.jsonl"),
                      .judgements = read_judgements(directory / "qrels.tsv")};
  const fs::path docs = directory / "docs.jsonl";
  if (arguments.stemming == Stemming::kLexicon) {
    return measure(build_index(engine, index_uid(name), docs, settings_of(arguments)), std::move(questions), name,
                   arguments);
  }
  const test::TemporaryDirectory place;
  return measure(build_comparison(place.path(), docs, arguments.stemming), std::move(questions), name, arguments);
}

void measure_typing_in(Engine& engine, const fs::path& directory, const Arguments& arguments, std::size_t name_width) {
  const std::string name = collection_name(directory);
  const fs::path docs = directory / "docs.jsonl";
  build_index(engine, index_uid(name), docs, settings_of(arguments));
  const auto figures = measure_typing(engine.index(index_uid(name)), docs, arguments.as_you_type, arguments.seed);
  std::cout << format(figures, name, name_width) << std::endl;
  if (!arguments.per_query.empty()) {
    std::ofstream out(arguments.per_query, std::ios::binary);
    std::copy(figures.lost.begin(), figures.lost.end(), std::ostream_iterator<std::string>(out, "\n"));
    if (!out.flush()) {
      throw InputError("\"" + arguments.per_query.string() +
                       "\" cannot be written: is its directory there and writable?");
    }
  }
}

/// Prints each row as soon as it is known: a large collection takes a while.
void print(const Row& row, std::size_t name_width) { std::cout << format(row, name_width) << std::endl; }

void measure_collections(const Arguments& arguments) {
  std::size_t name_width = std::string_view("collection").size();
  for (const auto& directory : arguments.collections) {
    name_width = std::max(name_width, collection_name(directory).size());
  }
  std::optional<test::TemporaryDirectory> temporary;
  if (arguments.data.empty()) {
    temporary.emplace();
  }
  Engine engine(temporary ? temporary->path() : arguments.data);
  if (arguments.as_you_type > 0) {
    std::cout << typing_heading(name_width) << std::endl;
    for (const auto& directory : arguments.collections) {
      measure_typing_in(engine, directory, arguments, name_width);
    }
    return;
  }
  std::cout << heading(name_width) << std::endl;
  for (const auto& directory : arguments.collections) {
    print(measure_collection(engine, directory, arguments), name_width);
  }
}

void run(const Arguments& arguments) {
  check(arguments);
  if (arguments.index.empty()) {
    measure_collections(arguments);
    return;
  }
  const Row row = measure_existing(arguments);
  const std::size_t name_width = std::max(arguments.index.size(), std::string_view("collection").size());
  std::cout << heading(name_width) << '\n';
  print(row, name_width);
}

}  // namespace
}  // namespace telusur::relevance

int main(int argc, char** argv) {
  CLI::App app(telusur::relevance::kDescription, "telusur-relevance");
  telusur::relevance::Arguments arguments;
  telusur::relevance::define(app, arguments);
  try {
    app.parse(argc, argv);
    telusur::relevance::run(arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : telusur::relevance::kExitFailed;
  } catch (const std::exception& error) {
    std::cerr << "telusur-relevance: " << error.what() << '\n';
    return telusur::relevance::kExitFailed;
  }
  return 0;
}
