// telusur-bench: our builds and searches beside those of bare Xapian, on the same documents, in one run.

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "bench/beside_bare.hpp"
#include "bench/child.hpp"
#include "bench/query_sample.hpp"
#include "bench/report.hpp"
#include "bench/settings.hpp"
#include "bench/xapian_program.hpp"
#include "relevance/collection.hpp"
#include "telusur/telusur.hpp"

namespace telusur::bench {
namespace {

namespace fs = std::filesystem;
using relevance::InputError;

struct Arguments {
  fs::path docs;
  fs::path queries;
  fs::path work = "telusur-bench-work";
  fs::path json;
  std::string stemmer = "english";
  std::string lucene;  ///< class path of LuceneBuild; "": without Lucene
  bool builds_only = false;
  unsigned builds = 3;
  unsigned rounds = 5;
  std::size_t count = 400;
  std::uint64_t seed = 1;
};

void define(CLI::App& app, Arguments& arguments) {
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);  // so that run.sh's can be overridden
  app.add_option("documents", arguments.docs, "JSONL file of documents {id, title, body}")
      ->required()
      ->check(CLI::ExistingFile);
  app.add_option("--queries", arguments.queries, "Queries, one a line; default: drawn from the documents")
      ->check(CLI::ExistingFile);
  app.add_option("--stemmer", arguments.stemmer, "Snowball language of the bare program")->capture_default_str();
  app.add_option("--lucene", arguments.lucene, "Build with Lucene, too: class path of LuceneBuild and Lucene");
  app.add_flag("--builds-only", arguments.builds_only, "No searches");
  app.add_option("--work", arguments.work, "Directory for the indexes; replaced at each run")->capture_default_str();
  app.add_option("--json", arguments.json, "Store the raw results here");
  app.add_option("--builds", arguments.builds, "Builds of each engine")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  app.add_option("--rounds", arguments.rounds, "Times that each query is run")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  app.add_option("--count", arguments.count, "Queries drawn of each kind")
      ->capture_default_str()
      ->check(CLI::Range(1, 100'000));
  app.add_option("--seed", arguments.seed, "Of the drawing")->capture_default_str();
}

/// Where the indexes of a run are, each built anew.
struct Places {
  explicit Places(const fs::path& work)
      : ours(work / "telusur"), bare(work / "bare"), compacted(work / "bare-compacted"), lucene(work / "lucene") {}
  fs::path ours;
  fs::path bare;
  fs::path compacted;
  fs::path lucene;
};

void remove_indexes(const Places& places) {
  for (const auto& path : {places.ours, places.bare, places.compacted, places.lucene}) {
    fs::remove_all(path);
  }
}

/// Reads a file once, so that the first build does not pay for the disk and the others for the cache.
void warm_up(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  in.ignore(std::numeric_limits<std::streamsize>::max());
}

/// The programs beside this one are measured, each build in a process of its own. The engines begin a round in turn.
std::vector<Build> measure_builds(const Arguments& arguments, const Places& places) {
  const fs::path programs = fs::canonical("/proc/self/exe").parent_path();
  const std::string bare = programs / "bare_xapian";
  Build ours{.name = "telusur", .rounds = {}};
  Build floor{.name = "bare Xapian", .rounds = {}};
  Build compacted{.name = "bare Xapian, compacted", .rounds = {}};
  Build lucene{.name = "Lucene", .rounds = {}};
  const auto build_ours = [&] {
    ours.rounds.push_back(run_measured({programs / "telusur_build", places.ours, arguments.docs}));
  };
  const auto build_bare = [&] {
    floor.rounds.push_back(run_measured({bare, "build", places.bare, arguments.docs, "--stemmer", arguments.stemmer}));
    Cost cost = run_measured({bare, "compact", places.bare, places.compacted});
    cost.wall_s += floor.rounds.back().wall_s;
    cost.cpu_s += floor.rounds.back().cpu_s;
    cost.peak_rss_mb = std::max(cost.peak_rss_mb, floor.rounds.back().peak_rss_mb);
    compacted.rounds.push_back(cost);
  };
  const auto build_lucene = [&] {
    if (!arguments.lucene.empty()) {
      lucene.rounds.push_back(run_measured(
          {"/usr/bin/env", "java", "-cp", arguments.lucene, "LuceneBuild", places.lucene, arguments.docs, "2"}));
    }
  };
  warm_up(arguments.docs);
  for (unsigned round = 0; round < arguments.builds; ++round) {
    remove_indexes(places);
    fs::create_directories(arguments.work);
    const bool ours_first = round % 2 == 0;
    ours_first ? build_ours() : build_bare();
    build_lucene();
    ours_first ? build_bare() : build_ours();
  }
  ours.index_bytes = directory_bytes(places.ours);
  floor.index_bytes = directory_bytes(places.bare);
  compacted.index_bytes = directory_bytes(places.compacted);
  std::vector<Build> builds{ours, floor, compacted};
  if (!arguments.lucene.empty()) {
    lucene.index_bytes = directory_bytes(places.lucene);
    builds.push_back(lucene);
  }
  return builds;
}

std::vector<QueryKind> measure_searches(const Arguments& arguments, const Places& places, const QuerySample& sample) {
  const Engine engine(places.ours);
  const BesideBare beside(engine.index(kIndexUid), places.bare, places.compacted, arguments.stemmer);
  std::vector<QueryKind> results;
  for (const auto& kind : {WordKind{"OR of words", MatchingStrategy::kLast, Xapian::Query::OP_OR, sample.words},
                           WordKind{"AND of words", MatchingStrategy::kAll, Xapian::Query::OP_AND, sample.words},
                           WordKind{"as you type", MatchingStrategy::kLast, Xapian::Query::OP_OR, sample.typed},
                           WordKind{"phrases", MatchingStrategy::kLast, Xapian::Query::OP_OR, sample.phrases}}) {
    if (!kind.queries.empty()) {
      results.push_back(beside.measure(kind, arguments.rounds));
    }
  }
  return results;
}

void store(const fs::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) {
    throw InputError("\"" + file.string() + "\" cannot be written: is its directory there and writable?");
  }
}

QuerySample queries(const Arguments& arguments) {
  if (arguments.queries.empty()) {
    return sample_queries(arguments.docs, arguments.count, arguments.seed);
  }
  QuerySample sample;
  sample.words = read_query_lines(arguments.queries);
  return sample;
}

Results measure(const Arguments& arguments, std::string command) {
  const Places places(arguments.work);
  Results results;
  results.machine = describe_machine();
  results.versions = compared_versions(arguments.stemmer);
  results.command = std::move(command);
  results.docs_file = arguments.docs.filename().string();
  results.docs_bytes = fs::file_size(arguments.docs);
  results.builds = measure_builds(arguments, places);  // before anything large is loaded: see run_measured
  results.documents = Engine(places.ours).index(kIndexUid).stats().documents;
  if (!arguments.builds_only) {
    results.kinds = measure_searches(arguments, places, queries(arguments));
  }
  remove_indexes(places);
  return results;
}

}  // namespace
}  // namespace telusur::bench

int main(int argc, char** argv) {
  CLI::App app("Compares builds and searches with those of bare Xapian on the same documents.", "telusur-bench");
  telusur::bench::Arguments arguments;
  telusur::bench::define(app, arguments);
  return telusur::bench::run_xapian_program(app, argc, argv, [&] {
    const auto results = telusur::bench::measure(arguments, telusur::bench::command_line("telusur-bench", argc, argv));
    std::cout << to_text(results);
    if (!arguments.json.empty()) {
      telusur::bench::store(arguments.json, to_json(results));
    }
  });
}
