#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "indexer_process.hpp"
#include "sources/formats.hpp"
#include "telusur/version.hpp"

using telusur::test::ProcessResult;
using telusur::test::Workspace;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A workspace with an index of three articles, one a format.
struct Library : Workspace {
  Library() {
    write("content/rendang.md",
          "---\nid: rendang\ntitle: Rendang Padang\nurl: https://contoh.example/rendang\nlanguage: id\n---\n"
          "Daging sapi dimasak berjam-jam dengan santan.\n");
    write("content/kereta.html",
          "<html lang=id><title>Kereta api</title><main><p>Naik kereta api ke Yogyakarta.</p></main>");
    write("content/note.txt", "A note\nTrains and beef.\n");
    result = indexer({"build", "--data", "data", "content"});
  }

  ProcessResult result;
};

}  // namespace

TEST_CASE("Help and version") {
  const Workspace workspace;
  for (const std::string command : {"", "build", "update", "search", "check", "stats", "analyze", "stem"}) {
    CAPTURE(command);
    std::vector<std::string> arguments{"--help"};
    if (!command.empty()) {
      arguments.insert(arguments.begin(), command);
    }
    const ProcessResult help = workspace.indexer(arguments);
    CHECK(help.exit_code == 0);
    CHECK(help.err == "");
    CHECK(contains(help.out, "Example:\n"));
  }
  const ProcessResult version = workspace.indexer({"--version"});
  CHECK(version.exit_code == 0);
  CHECK(version.out.starts_with("telusur-indexer " + std::string(telusur::version())));
}

TEST_CASE("The table of formats in the README has those that --help lists, with their suffixes") {
  std::istringstream readme(telusur::test::read_file(TELUSUR_INDEXER_README));
  std::vector<std::string> rows;
  bool in_table = false;
  for (std::string line; std::getline(readme, line);) {
    in_table = line.starts_with("| format |") || (in_table && line.starts_with("|"));
    if (in_table && line.starts_with("| `")) {
      rows.push_back(line.substr(0, line.find(" |", line.find(" |") + 1)));
    }
  }
  std::vector<std::string> expected;
  for (const telusur::indexer::Format& format : telusur::indexer::formats()) {
    std::string row = "| `" + std::string(format.name) + "` |";
    for (const std::string_view suffix : format.suffixes) {
      row += " `" + std::string(suffix) + "`";
    }
    expected.push_back(row);
  }
  CHECK(rows == expected);
}

TEST_CASE("Wrong arguments end with exit code 2 and one line that tells the way out") {
  const Workspace workspace;
  workspace.write("a.txt", "x");
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{},
                                             {"rebuild"},
                                             {"build"},
                                             {"build", "--synonyms", "a.txt"},
                                             {"update"},
                                             {"build", "--format", "pdf", "a.txt"},
                                             {"build", "--threads", "-1", "a.txt"},
                                             {"build", "--max-document", "big", "a.txt"},
                                             {"build", "--max-document", "-5", "a.txt"},
                                             {"build", "--max-document", "0", "a.txt"},
                                             {"build", "--max-document", "0 MB", "a.txt"},
                                             {"build", "--lock-wait", "-1", "a.txt"},
                                             {"build", "--lock-wait", "nan", "a.txt"},
                                             {"search", "--limit", "10001", "x"},
                                             {"search"},
                                             {"search", "--sort"},
                                             {"search", "--filter"},
                                             {"analyze"},
                                             {"build", "--nonsense", "a.txt"}}) {
    CAPTURE(arguments.size());
    const ProcessResult result = workspace.indexer(arguments);
    CAPTURE(result.err);
    CHECK(result.exit_code == 2);
    CHECK(result.out == "");
    CHECK(result.err.starts_with("telusur-indexer: "));
    CHECK(contains(result.err, "--help\n"));
    CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 1);
  }
  CHECK_FALSE(std::filesystem::exists(workspace.path() / "telusur-data"));
}

TEST_CASE("A flag that nobody knows is named before what is missing") {
  const Library library;
  for (const char* command : {"build", "search", "restore"}) {
    const ProcessResult result = library.indexer({command, "--nonsense"});
    CHECK(result.exit_code == 2);
    CHECK(contains(result.err, "--nonsense; see telusur-indexer "));
  }
}

TEST_CASE("An empty text where a name is wanted is refused by the name of its option") {
  const Library library;
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"--url", "", "build", "--data", "data", "content/note.txt"},
                                             {"--settings", "", "build", "--data", "data", "content"},
                                             {"--synonyms", "", "build", "--data", "data", "content"},
                                             {"--synonyms", "", "update", "--data", "data", "content"},
                                             {"--index", "", "update", "--data", "data", "content"},
                                             {"--index", "", "check", "--data", "data"},
                                             {"--index", "", "stats", "--data", "data"},
                                             {"--index", "", "compact", "--data", "data"},
                                             {"--index", "", "dump", "--data", "data", "all.dump"},
                                             {"--index", "", "restore", "--data", "data", "all.dump"},
                                             {"--filter", "", "search", "--data", "data", "santan"},
                                             {"--sort", "", "search", "--data", "data", "santan"},
                                             {"--data", "", "build", "content"},
                                             {"--data", "", "stem"}}) {
    const std::string& option = arguments.front();
    std::vector<std::string> command(arguments.begin() + 2, arguments.end());
    command.insert(command.begin() + 1, {option, arguments[1]});
    CAPTURE(command);
    const ProcessResult result = library.indexer(command);
    CHECK(result.exit_code == 2);
    CHECK(result.out == "");
    CHECK(result.err == "telusur-indexer: " + option + ": an empty text names nothing; see telusur-indexer " +
                            command.front() + " --help\n");
  }
  CHECK(library.found("santan") == std::vector<std::string>{"rendang"});
}

TEST_CASE("A data directory that may not be entered is named") {
  const Library library;
  std::filesystem::permissions(library.path() / "data", std::filesystem::perms::none);
  // Permissions hold for root, too, without these.
  std::vector<std::string> prefix;
  if (::geteuid() == 0) {
    prefix = {"setpriv", "--bounding-set=-dac_override,-dac_read_search"};
  }
  for (std::vector<std::string> arguments :
       std::vector<std::vector<std::string>>{{"search", "x"}, {"build", "content"}, {"stats"}, {"dump", "all.dump"}}) {
    arguments.insert(arguments.begin() + 1, {"--data", "data"});
    const ProcessResult result = library.indexer(arguments, prefix);
    CAPTURE(result.err);
    CHECK(result.exit_code == 2);
    CHECK(result.err.starts_with("telusur-indexer: cannot "));
    CHECK(contains(result.err, "data"));
    CHECK(contains(result.err, "Permission denied"));
    CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 1);
  }
  std::filesystem::permissions(library.path() / "data", std::filesystem::perms::owner_all);
}

TEST_CASE("A command that does not exist is named, with those that do") {
  for (const std::string argument : {"x", "--help"}) {
    const ProcessResult result = Workspace().indexer({"serach", argument});
    CHECK(result.exit_code == 2);
    CHECK(result.out == "");
    CHECK(result.err ==
          "telusur-indexer: there is no command 'serach', only build, update, dump, restore, compact, search, check, "
          "stats, analyze, stem; see telusur-indexer --help\n");
  }
}

TEST_CASE("build makes an index that search finds documents in") {
  const Library library;
  CAPTURE(library.result.err);
  CHECK(library.result.exit_code == 0);
  CHECK(library.result.err == "");
  CHECK(library.result.out.starts_with("articles: 3 documents indexed, from "));
  CHECK(library.result.out.find("\nThe index holds 3 documents (") != std::string::npos);
  CHECK(library.found("santan") == std::vector<std::string>{"rendang"});
  CHECK(library.found("yogyakarta").size() == 1);
  CHECK(library.found("tidakada").empty());
}

TEST_CASE("Defaults: ./telusur-data and the index articles") {
  const Workspace workspace;
  workspace.write("a.txt", "Judul\nisi");
  REQUIRE(workspace.indexer({"build", "a.txt"}).exit_code == 0);
  CHECK(std::filesystem::exists(workspace.path() / "telusur-data"));
  CHECK(contains(workspace.indexer({"search", "isi"}).out, "Judul"));
}

TEST_CASE("search prints hits for people") {
  const Library library;
  const ProcessResult result = library.indexer({"search", "--data", "data", "--limit", "1", "daging", "santan"});
  CHECK(result.exit_code == 0);
  CHECK(contains(result.out, "  1. "));
  CHECK(contains(result.out, "Rendang Padang\n            https://contoh.example/rendang\n"));
  CHECK(contains(result.out, "Daging sapi dimasak"));
  CHECK(contains(result.out, " ms\n"));
  CHECK_FALSE(contains(result.out, "\x1b"));  // not a terminal: no escape sequences
  CHECK_FALSE(contains(result.out, "\xEE\x80\x80"));
}

TEST_CASE("search does not pass control characters of documents to the terminal") {
  const Workspace workspace;
  workspace.write("a.jsonl",
                  R"({"id": 1, "title": "Judul \u001b[31mmerah", "body": "isi\u001b]0;x\u0007 \u009b31m lagi"})");
  REQUIRE(workspace.indexer({"build", "--data", "data", "a.jsonl"}).exit_code == 0);
  const ProcessResult result = workspace.indexer({"search", "--data", "data", "lagi"});
  CHECK(contains(result.out, "lagi"));
  CHECK_FALSE(contains(result.out, "\x1b"));
  CHECK_FALSE(contains(result.out, "\x07"));
  CHECK_FALSE(contains(result.out, "\xC2\x9B"));
}

TEST_CASE("search --json prints the answer of the HTTP API") {
  const Library library;
  const ProcessResult result = library.indexer({"search", "--data", "data", "--json", "--limit", "5", "santan"});
  const auto answer = nlohmann::json::parse(result.out);
  CHECK(answer.at("query") == "santan");
  CHECK(answer.at("limit") == 5);
  CHECK(answer.at("hits").at(0).at("title") == "Rendang Padang");
  CHECK(answer.contains("estimatedTotalHits"));
}

TEST_CASE("search --filter and --sort, with a query or without") {
  const Workspace workspace;
  workspace.write("a.jsonl",
                  "{\"id\": \"a\", \"title\": \"soto\", \"published\": \"2023-05-01\", \"tags\": [\"kuah\"]}\n"
                  "{\"id\": \"b\", \"title\": \"soto\", \"published\": \"2024-05-01\"}\n"
                  "{\"id\": \"c\", \"title\": \"sate\", \"published\": \"2022-05-01\"}\n");
  REQUIRE(workspace.indexer({"build", "--data", "data", "a.jsonl"}).exit_code == 0);
  const auto found = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"search", "--data", "data", "--json"});
    const ProcessResult result = workspace.indexer(arguments);
    CAPTURE(result.err);
    CHECK(result.exit_code == 0);
    std::string ids;
    const auto answer = nlohmann::json::parse(result.out);
    for (const auto& hit : answer.at("hits")) {
      ids += hit.at("id").get<std::string>();
    }
    return ids;
  };
  CHECK(found({"--sort", "published:desc", "soto"}) == "ba");
  CHECK(found({"--sort", "published:asc"}) == "cab");
  CHECK(found({"--filter", "tags = kuah OR published < 2023-01-01", "--sort", "published:desc"}) == "ac");
  CHECK(found({"--filter", "published > 2023-01-01", "--sort", "published:asc", "soto", "sate"}) == "ab");
  CHECK(contains(workspace.indexer({"search", "--data", "data", "--filter", "tags = kuah"}).out, "soto"));
  const ProcessResult refused = workspace.indexer({"search", "--data", "data", "--filter", "title = soto", "x"});
  CHECK(refused.exit_code == 2);
  CHECK(contains(refused.err, "filterable are: url, lang, tags, published"));
}

TEST_CASE("search --explain prints what each word gave to a score") {
  const Library library;
  const ProcessResult people = library.indexer({"search", "--data", "data", "--explain", "santan"});
  CHECK(people.exit_code == 0);
  CHECK(contains(people.out, "  exact        santan: santan (body)\n"));
  const auto answer =
      nlohmann::json::parse(library.indexer({"search", "--data", "data", "--explain", "--json", "santan"}).out);
  const auto& hit = answer.at("hits").at(0);
  double sum = 0;
  for (const auto& [kind, part] : hit.at("_rankingScoreDetails").items()) {
    sum += part.at("score").get<double>();
  }
  CHECK(std::abs(sum - hit.at("_rankingScore").get<double>()) < 1e-9);
}

TEST_CASE("check and stats") {
  const Library library;
  const ProcessResult check = library.indexer({"check", "--data", "data"});
  CHECK(check.exit_code == 0);
  CHECK(check.out == "articles: sound, 3 documents\n");
  const ProcessResult stats = library.indexer({"stats", "--data", "data", "--json"});
  const auto numbers = nlohmann::json::parse(stats.out).at("indexes").at("articles");
  CHECK(numbers.at("documents") == 3);
  CHECK(numbers.at("terms").get<int>() > 10);
  CHECK(numbers.at("attributes").at("title") == 3);
  CHECK(contains(library.indexer({"stats", "--data", "data"}).out, "articles\n  documents             3\n"));
}

TEST_CASE("analyze shows tokens with positions and offsets") {
  const Workspace workspace;
  const ProcessResult json = workspace.indexer({"analyze", "--json", "Mempelajari", "buku", "itu"});
  const auto analysis = nlohmann::json::parse(json.out);
  CHECK(analysis.at("tokens").size() == 3);
  const auto& second = analysis.at("tokens").at(1);
  CHECK(second.at("surface") == "buku");
  CHECK(second.at("offset") == 12);
  CHECK(second.at("length") == 4);
  CHECK(second.at("position") == 1);
  CHECK(second.at("kind") == "word");
  const ProcessResult table = workspace.indexer({"analyze", "Buku", "yang", "dibaca", "oleh", "anak", "itu"});
  CHECK(table.exit_code == 0);
  CHECK(table.out.starts_with("position  offset  length  kind  language  surface  keys"));
  CHECK(contains(table.out, "\n       0       0       4  word"));
  CHECK(contains(table.out, "language: id\n"));
  const ProcessResult technical = workspace.indexer({"analyze", "été", "node.js", "#tag"});
  CHECK(technical.out ==
        "position  offset  length  kind       language  surface  keys  aliases  parts\n"
        "       0       0       5  word                 été\n"
        "       1       6       7  technical            node.js        nodejs   node, js\n"
        "       2      14       4  technical            #tag           tag\n"
        "language: undecided\n");
}

TEST_CASE("stem reads words and prints each with its stem") {
  const auto result = telusur::test::run(Workspace::command({"stem"}), {.input = "buku\n\nRunning \r\nmembaca"});
  CHECK(result.exit_code == 0);
  CHECK(result.out.starts_with("buku\tbuku\nRunning\t"));
  CHECK(contains(result.out, "\nmembaca\t"));
  const Workspace workspace;
  CHECK(workspace.indexer({"stem", "--data", "nowhere"}).exit_code == 2);
  CHECK(std::count(result.out.begin(), result.out.end(), '\n') == 3);
}

TEST_CASE("A document without an id gets the same one however its file is reached") {
  const Workspace workspace;
  workspace.write("content/a.txt", "Judul\nmangga");
  workspace.write("content/b.html", "<link rel=canonical href=https://contoh.example/b><title>B</title><p>durian");
  REQUIRE(workspace.indexer({"build", "--data", "data", "content"}).exit_code == 0);
  const auto by_folder = workspace.found("mangga");
  const auto url_id = workspace.found("durian");
  REQUIRE(by_folder.size() == 1);
  CHECK(by_folder[0].size() == 16);
  CHECK(by_folder[0].find_first_not_of("0123456789abcdef") == std::string::npos);
  // The hash of "content/a.txt" and of the URL: ids must outlive versions.
  CHECK(by_folder[0] == "82cea99940babe04");
  CHECK(url_id == std::vector<std::string>{"b346f3629058c54c"});
  REQUIRE(workspace.indexer({"build", "--force", "--data", "data", (workspace.path() / "content/a.txt").string()})
              .exit_code == 0);
  CHECK(workspace.found("mangga") == by_folder);
}

TEST_CASE("build --json prints a summary for programs, --quiet none") {
  const Workspace workspace;
  workspace.write("a.jsonl", "{\"id\": 1, \"title\": \"a\"}\n{broken\n{\"id\": 3}\n");
  const ProcessResult json = workspace.indexer({"build", "--data", "data", "--json", "a.jsonl"});
  CHECK(json.exit_code == 1);
  CHECK(json.err.starts_with("a.jsonl:2: "));
  const auto summary = nlohmann::json::parse(json.out);
  CHECK(summary.at("index") == "articles");
  CHECK(summary.at("documents") == 2);
  CHECK(summary.at("added") == 2);
  CHECK(summary.at("rejected") == 1);
  CHECK(summary.at("rejections").at(0).at("file") == "a.jsonl");
  CHECK(summary.at("rejections").at(0).at("line") == 2);
  CHECK(summary.at("inputBytes") == 42);
  CHECK(summary.at("diskBytes").get<std::uint64_t>() > 0);
  CHECK(summary.at("terms").get<std::uint64_t>() > 0);
  CHECK(summary.at("languages") == nlohmann::json({{"", 1}, {"en", 1}}));
  CHECK(summary.at("peakMemoryBytes").get<std::uint64_t>() > 1'000'000);
  const ProcessResult quiet = workspace.indexer({"build", "--data", "data", "--quiet", "a.jsonl"});
  CHECK(quiet.exit_code == 1);
  CHECK(quiet.out == "");
  CHECK(quiet.err.starts_with("a.jsonl:2: "));
}

TEST_CASE("build --settings, and settings that a rebuild keeps") {
  const Workspace workspace;
  workspace.write("a.jsonl", "{\"id\": 1, \"title\": \"mangga\", \"secret\": \"durian\"}\n");
  workspace.write("settings.json", R"({"searchableAttributes": ["secret"]})");
  REQUIRE(workspace.indexer({"build", "--data", "data", "--settings", "settings.json", "a.jsonl"}).exit_code == 0);
  for (int round = 0; round < 2; ++round) {
    CHECK(workspace.found("durian").size() == 1);
    CHECK(workspace.found("mangga").empty());
    REQUIRE(workspace.indexer({"build", "--data", "data", "a.jsonl"}).exit_code == 0);
  }
}

TEST_CASE("The number of threads does not change what is indexed") {
  const Workspace workspace;
  std::string lines;
  for (int number = 0; number < 500; ++number) {
    lines += "{\"id\": " + std::to_string(number) + ", \"body\": \"kata" + std::to_string(number % 7) + " umum\"}\n";
  }
  workspace.write("a.jsonl", lines);
  for (const char* threads : {"1", "3"}) {
    REQUIRE(workspace.indexer({"build", "--data", "data", "--threads", threads, "a.jsonl"}).exit_code == 0);
    const auto stats = workspace.indexer({"stats", "--data", "data", "--json"});
    CHECK(nlohmann::json::parse(stats.out).at("indexes").at("articles").at("documents") == 500);
    CHECK(workspace.found("kata3").size() == 10);
  }
}
