// telusur-soak INDEXER: what must never happen, tried often. Publishes an index many times while threads search it, and
// kills builds of it at random instants. Says how often what happened; exit code 1 when anything went wrong.

#include <signal.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "bench/program.hpp"
#include "support/process.hpp"
#include "support/temporary_directory.hpp"
#include "telusur/telusur.hpp"

namespace telusur::bench {
namespace {

using Clock = std::chrono::steady_clock;
using test::Process;
using test::TemporaryDirectory;

constexpr const char* kIndex = "soak";
/// Of an index that is published beside searches.
constexpr int kDocuments = 20;
constexpr const char* kOld = "genap";
constexpr const char* kNew = "ganjil";
constexpr std::chrono::minutes kPatience{10};

struct Arguments {
  std::string indexer;
  int publishes = 1000;
  int threads = 8;
  int kills = 200;
  int killed_documents = 2000;
  std::uint64_t seed = 1;
};

/// Documents of one title, which tells the generation that holds them.
std::string documents(int count, const std::string& title) {
  std::string lines;
  for (int id = 0; id < count; ++id) {
    lines += R"({"id":)" + std::to_string(id) + R"(,"title":")" + title + R"(","body":"kereta api nomor )" +
             std::to_string(id) + "\"}\n";
  }
  return lines;
}

/// An answer with all documents of one generation, and none of another.
bool is_whole(const SearchResponse& answer, std::size_t expected) {
  for (const Hit& hit : answer.hits) {
    if (hit.text("title") != answer.hits.front().text("title")) {
      return false;
    }
  }
  return answer.hits.size() == expected;
}

void build(Engine& engine, int count, const std::string& title) {
  IndexBuilder builder = engine.rebuild(kIndex, {.threads = 1});
  for (int id = 0; id < count; ++id) {
    builder.add_json(R"({"id":)" + std::to_string(id) + R"(,"title":")" + title + "\"}");
  }
  builder.publish();
}

struct Tally {
  std::atomic<std::uint64_t> searches{0};
  std::atomic<std::uint64_t> errors{0};
  std::atomic<std::uint64_t> mixed{0};
};

void search_until(const std::atomic<bool>& over, const Index& index, std::size_t expected, Tally& tally) {
  while (!over) {
    try {
      ++tally.searches;
      tally.mixed += is_whole(index.search({.q = std::string(kOld) + " " + kNew, .limit = 1000}), expected) ? 0 : 1;
    } catch (const Error& error) {
      ++tally.errors;
      std::cerr << to_string(error.code()) << ": " << error.what() << '\n';
    }
  }
}

/// Publishes beside threads that search through an engine of their own. True when nothing went wrong.
bool publish_beside_searches(const Arguments& arguments) {
  const TemporaryDirectory directory;
  Engine engine(directory.path());
  build(engine, kDocuments, kOld);
  const Index index = Engine(directory.path(), {.read_only = true}).index(kIndex);
  Tally tally;
  std::atomic<bool> over{false};
  std::vector<std::jthread> threads;
  for (int i = 0; i < arguments.threads; ++i) {
    threads.emplace_back([&] { search_until(over, index, std::size_t{kDocuments}, tally); });
  }
  for (int n = 0; n < arguments.publishes; ++n) {
    build(engine, kDocuments, n % 2 == 0 ? kNew : kOld);
  }
  over = true;
  threads.clear();
  std::cout << arguments.publishes << " publishes under " << arguments.threads
            << " searching threads: " << tally.searches << " searches, " << tally.errors << " errors, " << tally.mixed
            << " mixed answers\n";
  return tally.errors == 0 && tally.mixed == 0 && engine.index(kIndex).check().empty();
}

/// The title of all documents; "" when the data directory cannot be used, or holds anything else.
std::string published_title(const std::filesystem::path& data, std::size_t expected) {
  try {
    const Index index = Engine(data).index(kIndex);
    const auto answer = index.search({.q = "kereta", .limit = 1000});
    const bool whole = index.stats().documents == expected && is_whole(answer, std::min<std::size_t>(expected, 1000));
    return whole && index.check().empty() ? answer.hits.front().text("title") : "";
  } catch (const Error& error) {
    std::cerr << to_string(error.code()) << ": " << error.what() << '\n';
    return "";
  }
}

struct Kills {
  int unusable = 0;
  int before_publishing = 0;  ///< the old generation served afterwards
  int after_publishing = 0;
  int came_late = 0;  ///< builds that had ended before, not counted above
};

/// Kills builds at instants from their start to a little after the end that an undisturbed one has.
Kills kill_builds(const Arguments& arguments) {
  const TemporaryDirectory directory;
  const auto expected = static_cast<std::size_t>(arguments.killed_documents);
  const std::string data = directory / "data";
  const auto command = [&](const std::string& title) {
    const auto file = directory.write(title + ".jsonl", documents(arguments.killed_documents, title));
    return std::vector<std::string>{arguments.indexer, "build", "--quiet",    "--data", data,
                                    "--index",         kIndex,  file.string()};
  };
  const auto start = Clock::now();
  test::run(command(kOld), {}, kPatience);
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  std::mt19937_64 random(arguments.seed);
  Kills kills;
  std::string serving = kOld;
  for (int killed = 0; killed < arguments.kills;) {
    const std::string next = serving == kOld ? kNew : kOld;
    Process process(command(next));
    std::this_thread::sleep_for(
        std::chrono::microseconds(random() % static_cast<std::uint64_t>(whole.count() * 5 / 4)));
    process.signal(SIGKILL);
    const bool was_killed = process.wait(kPatience).exit_code != 0;
    killed += was_killed ? 1 : 0;
    kills.came_late += was_killed ? 0 : 1;
    const std::string title = published_title(data, expected);
    kills.unusable += title.empty() ? 1 : 0;
    kills.before_publishing += was_killed && title == serving ? 1 : 0;
    kills.after_publishing += was_killed && title == next ? 1 : 0;
    serving = title.empty() ? serving : title;
  }
  return kills;
}

int soak(const Arguments& arguments) {
  const bool published = publish_beside_searches(arguments);
  const Kills kills = kill_builds(arguments);
  std::cout << arguments.kills << " kill -9 in builds of " << arguments.killed_documents << " documents (seed "
            << arguments.seed << "): " << kills.unusable << " unusable data directories; the old index served after "
            << kills.before_publishing << ", the new one after " << kills.after_publishing << "; " << kills.came_late
            << " more builds had ended before\n";
  return published && kills.unusable == 0 ? 0 : 1;
}

}  // namespace
}  // namespace telusur::bench

int main(int argc, char** argv) {
  CLI::App app("Publishes under searches and kills builds, many times.", "telusur-soak");
  telusur::bench::Arguments arguments;
  app.add_option("INDEXER", arguments.indexer, "telusur-indexer")->required()->check(CLI::ExistingFile);
  app.add_option("--publishes", arguments.publishes, "publishes beside searching threads")->capture_default_str();
  app.add_option("--threads", arguments.threads, "threads that search")
      ->capture_default_str()
      ->check(CLI::Range(1, 64));
  app.add_option("--kills", arguments.kills, "builds that are killed")->capture_default_str();
  app.add_option("--documents", arguments.killed_documents, "of a build that is killed")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000));
  app.add_option("--seed", arguments.seed, "of the instants of the kills")->capture_default_str();
  int code = 0;
  const int outcome = telusur::bench::run_program(app, argc, argv, [&] { code = telusur::bench::soak(arguments); });
  return outcome == 0 ? code : outcome;
}
