// The program as its user starts it.
#include <doctest/doctest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "client.hpp"
#include "program.hpp"
#include "support/process.hpp"
#include "support/temporary_directory.hpp"
#include "support/wait_until.hpp"
#include "telusur/telusur.hpp"

using namespace telusur::test;

TEST_CASE("serves until a signal, then exits with 0") {
  const TemporaryDirectory data;
  for (const int signal : {SIGTERM, SIGINT}) {
    Process process(command({"--data", data.path(), "--listen", "127.0.0.1:0"}));
    const int port = port_of(process);
    CHECK(fetch(port, "GET", "/health").body == R"({"status":"available"})");
    Client idle(port);
    process.signal(signal);
    const ProcessResult result = process.wait();
    CHECK(result.exit_code == 0);
    nlohmann::json line;
    std::istringstream lines(result.err);
    for (std::string text; std::getline(lines, text);) {
      nlohmann::json parsed = nlohmann::json::parse(text);
      CHECK(parsed.contains("time"));
      line = parsed.contains("event") ? parsed : line;
    }
    REQUIRE(line.is_object());
    CHECK(line["level"] == "info");
    CHECK(line["event"] == "request");
    CHECK(line["method"] == "GET");
    CHECK(line["route"] == "/health");
    CHECK(line["status"] == 200);
    CHECK(line["id"].get<std::string>().ends_with("-1"));
  }
}

TEST_CASE("the word lists are read before the first write or search, also where there is no index yet") {
  const TemporaryDirectory data;
  Process process(command({"--data", data.path(), "--listen", "127.0.0.1:0"}));
  port_of(process);
  CHECK(read_file("/proc/" + std::to_string(process.pid()) + "/maps").find((data / "cache" / "lexicon").string()) !=
        std::string::npos);
}

TEST_CASE("serves what another process indexes meanwhile") {
  const TemporaryDirectory data;
  telusur::Engine engine(data.path());
  Process process(command({"--data", data.path(), "--listen", "127.0.0.1:0", "--log-level", "error"}));
  const int port = port_of(process);
  CHECK(fetch(port, "GET", "/indexes/a/search?q=nasi").status == 404);
  telusur::Index index = engine.open_index("a");
  index.add_json(R"({"id": 1, "title": "Nasi goreng"})");
  index.commit();
  CHECK(fetch(port, "GET", "/indexes/a/search?q=nasi").body.find("Nasi goreng") != std::string::npos);
  process.signal(SIGTERM);
  const ProcessResult result = process.wait();
  CHECK(result.exit_code == 0);
  CHECK(result.err.empty());
}

TEST_CASE("what cannot be done ends in one sentence and exit code 2") {
  const TemporaryDirectory data;
  data.write("catalog.lock", "");
  Process first(command({"--data", data.path(), "--listen", "127.0.0.1:0"}));
  const std::string taken = "127.0.0.1:" + std::to_string(port_of(first));
  struct Case {
    std::vector<std::string> arguments;
    std::string says;
  };
  const Case cases[] = {
      {{}, "--data"},
      {{"--nonsense"}, "--nonsense"},
      {{"--data"}, "--data"},
      {{"--data", data.path(), "--unknown"}, "--unknown"},
      {{"--data", data.path(), "--log-level", "loud"}, "loud"},
      {{"--data", data / "catalog.lock" / "missing", "--listen", "127.0.0.1:0"}, "missing"},
      {{"--data", data.path(), "--listen", "7700"}, "'7700' is not HOST:PORT"},
      {{"--data", data.path(), "--listen", "0.0.0.0:7700"}, "loopback only"},
      {{"--data", data.path(), "--listen", "[::]:7700"}, "loopback only"},
      {{"--data", data / "short", "--master-key", "too short"}, "9 bytes"},
      {{"--data", data / "other", "--listen", taken}, taken + ": Address already in use"},
      {{"--data", data / "other", "--listen", "\x1b[31m:7700\x7f"}, "' [31m:7700 ' is not HOST:PORT"},
      {{"--data", data / "other", "--master-key", ""}, "--master-key: at least 16 bytes are needed"},
      {{"--data", ""}, "--data: an empty text"},
      {{"--data", data / "other", "--config", ""}, "--config: an empty text"},
      {{"--data", data / "other", "--import-dump", ""}, "--import-dump: an empty text"},
      {{"--data", data / "other", "--listen", ""}, "'' is not HOST:PORT"},
      {{"--data", data / "other", "--origin", ""}, "'' is not an origin"},
      {{"--data", data / "other", "--rate-per-key", "nan"}, "--rate-per-key: nan is no number from 0 to 1000000"},
      {{"--data", data / "other", "--rate-per-address", "nan"}, "--rate-per-address: nan is no number"},
  };
  for (const Case& test : cases) {
    const ProcessResult result = run(command(test.arguments));
    INFO(result.err);
    CHECK(result.exit_code == 2);
    CHECK(one_sentence(result.err));
    CHECK(result.err.find(test.says) != std::string::npos);
    CHECK_FALSE(has_control_character(result.err));
  }
}

TEST_CASE("a data directory that may not be entered is named, and what a failed import has made is removed") {
  const TemporaryDirectory data;
  std::vector<std::string> arguments = command({"--data", data / "closed", "--listen", "127.0.0.1:0"});
  if (::geteuid() == 0) {  // permissions hold for root, too, without these
    arguments.insert(arguments.begin(), {"setpriv", "--bounding-set=-dac_override,-dac_read_search"});
  }
  std::filesystem::create_directory(data / "closed");
  std::filesystem::permissions(data / "closed", std::filesystem::perms::none);
  const ProcessResult closed = run(arguments);
  std::filesystem::permissions(data / "closed", std::filesystem::perms::owner_all);
  INFO(closed.err);
  CHECK(closed.exit_code == 2);
  CHECK(closed.err.find("Permission denied") != std::string::npos);
  CHECK(closed.err.find("closed") != std::string::npos);
  CHECK(closed.err.find("listen on") == std::string::npos);

  const auto dump = data.write("bad.dump", "this is no dump");
  for (const auto& directory : {data / "new", data / "new" / "deeper"}) {
    const ProcessResult result = run(command({"--data", directory, "--import-dump", dump, "--listen", "127.0.0.1:0"}));
    CHECK(result.exit_code == 2);
    CHECK(result.err ==
          "telusur-server: " + dump.string() + " is nothing that telusur wrote: it is not compressed by Zstandard\n");
  }
  CHECK_FALSE(std::filesystem::exists(data / "new"));
}

TEST_CASE("with a master key it listens anywhere, and asks for keys") {
  const TemporaryDirectory data;
  Process process(command({"--data", data.path(), "--listen", "0.0.0.0:0", "--master-key", "a key for this test"}));
  const int port = port_of(process);
  CHECK(fetch(port, "GET", "/health").status == 200);
  CHECK(fetch(port, "GET", "/indexes").status == 401);
  CHECK(fetch(port, "GET", "/indexes", "Authorization: Bearer a key for this test\r\n").status == 200);
  CHECK(
      fetch(port, "GET", "/keys/a%20key%20for%20this%20test", "Authorization: Bearer a key for this test\r\n").status ==
      404);
  CHECK(fetch(port, "GET", "/indexes/a/search?q=private", "Authorization: Bearer a key for this test\r\n").status ==
        404);
  process.signal(SIGTERM);
  const ProcessResult result = process.wait();
  CHECK(result.exit_code == 0);
  CHECK(result.err.find("/indexes/{uid}/search") != std::string::npos);
  for (const char* secret : {"a key for this test", "a%20key", "private"}) {
    CHECK(result.err.find(secret) == std::string::npos);
  }
}

TEST_CASE("limits can be set") {
  const TemporaryDirectory data;
  std::vector<std::string> arguments{"--data", data.path(), "--listen", "127.0.0.1:0", "--log-level", "off"};
  for (const auto& [flag, value] :
       {std::pair("--max-headers", "4"), std::pair("--max-line-kib", "1"), std::pair("--max-head-kib", "2"),
        std::pair("--head-seconds", "1"), std::pair("--max-queue-mib", "5"), std::pair("--max-batch-tasks", "1"),
        std::pair("--max-body-mib", "6"), std::pair("--max-document-mib", "3"), std::pair("--max-json-mib", "1"),
        std::pair("--max-json-depth", "4"), std::pair("--max-queries", "2"), std::pair("--search-ms", "1000"),
        std::pair("--max-query-words", "1"), std::pair("--max-query-bytes", "100")}) {
    arguments.insert(arguments.end(), {flag, value});
  }
  Process process(command(arguments));
  const int port = port_of(process);
  CHECK(fetch(port, "GET", "/health", "A: 1\r\nB: 1\r\nC: 1\r\n").status == 200);
  CHECK(fetch(port, "GET", "/health", "A: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\n").status == 431);
  CHECK(fetch(port, "GET", "/health?" + std::string(1'100, 'x')).status == 414);
  CHECK(fetch(port, "GET", "/health", "A: " + std::string(3'000, 'x') + "\r\n").status == 431);
  Client slow(port);
  slow.send("GET /health");
  CHECK(slow.answer().status == 408);
  // Five and a half MiB of documents never fit into a queue of five.
  const std::string document = R"({"id": 1, "text": ")" + std::string(11 << 18, 'x') + "\"}";
  const Answer full = fetch(port, "POST", "/indexes/a/documents", "Content-Type: application/json\r\n",
                            "[" + document + "," + document + "]");
  CHECK(full.status == 413);
  CHECK(full.body.find("5242880") != std::string::npos);
  const auto post = [&](const char* target, std::size_t bytes) {
    return fetch(port, "POST", target, "Content-Type: application/json\r\n",
                 R"({"id": 1, "q": ")" + std::string(bytes, 'x') + "\"}");
  };
  CHECK(post("/indexes/a/documents", 7 << 20).status == 413);
  CHECK(post("/indexes/a/documents", 4 << 20).body.find("Document 1 of the payload") != std::string::npos);
  CHECK(post("/indexes/a/search", 2 << 20).status == 413);
  const auto search_twice_or_more = [&](const std::string& more) {
    return fetch(port, "POST", "/multi-search", "Content-Type: application/json\r\n",
                 R"({"queries": [{"indexUid": "none"}, {"indexUid": "none"})" + more + "]}");
  };
  CHECK(search_twice_or_more("").status == 404);
  CHECK(search_twice_or_more(R"(, {"indexUid": "none"})").body.find("at most 2 are") != std::string::npos);
  CHECK(fetch(port, "POST", "/indexes/none/search", "Content-Type: application/json\r\n", R"({"filter": [[[[]]]]})")
            .body.find("4 levels") != std::string::npos);
  for (const char* flag :
       {"--max-json-depth",   "--max-query-words", "--max-query-bytes", "--max-queries",   "--max-body-mib",
        "--max-document-mib", "--max-json-mib",    "--max-requests",    "--max-waiting",   "--max-searches",
        "--max-headers",      "--max-head-kib",    "--max-line-kib",    "--head-seconds",  "--body-seconds",
        "--send-seconds",     "--idle-seconds",    "--max-queue-mib",   "--max-batch-mib", "--max-batch-tasks"}) {
    const ProcessResult result = run(command({"--data", data / "other", flag, "0"}));
    INFO(flag, " ", result.err);
    CHECK(result.exit_code == 2);
    CHECK(one_sentence(result.err));
    CHECK(result.err.find(flag) != std::string::npos);
  }
}

TEST_CASE("a task that takes longer than the server may take to stop is broken off, and done after the next start") {
  const TemporaryDirectory data;
  const auto start = [&] {
    return command(
        {"--data", data.path(), "--listen", "127.0.0.1:0", "--log-level", "warning", "--drain-seconds", "0"});
  };
  std::string documents;
  for (int id = 0; id < 20'000; ++id) {
    documents += R"({"id": )" + std::to_string(id) + R"(, "text": "soto ayam nomor )" + std::to_string(id) + "\"}\n";
  }
  {
    Process process(start());
    const int port = port_of(process);
    CHECK(fetch(port, "POST", "/indexes/a/documents", "Content-Type: application/x-ndjson\r\n", documents).status ==
          202);
    process.signal(SIGTERM);
    const ProcessResult result = process.wait();
    CHECK(result.exit_code == 0);
    CHECK_MESSAGE(result.err.find("broken off") != std::string::npos, result.err);
  }
  Process process(start());
  const int port = port_of(process);
  CHECK(wait_until([&] { return fetch(port, "GET", "/tasks/1").body.find("succeeded") != std::string::npos; },
                   std::chrono::seconds(60)));
  CHECK(nlohmann::json::parse(fetch(port, "GET", "/indexes/a/stats").body)["numberOfDocuments"] == 20'000);
}

TEST_CASE("what was typed is logged when that is asked for, and not else") {
  for (const bool asked : {false, true}) {
    const TemporaryDirectory data;
    {
      telusur::Engine engine(data.path());
      telusur::Index index = engine.open_index("a");
      index.add_json(R"({"id": 1, "title": "Nasi goreng"})");
      index.commit();
    }
    std::vector<std::string> arguments{"--data", data.path(), "--listen", "127.0.0.1:0", "--slow-ms", "0"};
    if (asked) {
      arguments.emplace_back("--log-queries");
    }
    Process process(command(arguments));
    const int port = port_of(process);
    CHECK(fetch(port, "GET", "/indexes/a/search?q=rahasia").status == 200);
    CHECK(fetch(port, "POST", "/multi-search", "Content-Type: application/json\r\n",
                R"({"queries": [{"indexUid": "a", "q": "rahasia"}, {"indexUid": "a", "q": "nasi", "page": 2}]})")
              .status == 200);
    const nlohmann::json searched = nlohmann::json::parse(fetch(port, "GET", "/indexes/a/analytics").body);
    CHECK(searched["searches"] == 2);  // second pages are no new searches
    CHECK(searched["searchesWithoutHits"] == 2);
    CHECK(searched["topQueriesWithoutHits"][0] == nlohmann::json{{"query", "rahasia"}, {"count", 2}, {"hits", 0}});
    CHECK(searched["latencyMs"]["p99"] > 0);
    CHECK(fetch(port, "GET", "/indexes/a/analytics?limit=1001").status == 400);
    CHECK(fetch(port, "GET", "/indexes/nowhere/analytics").status == 404);
    process.signal(SIGTERM);
    const ProcessResult result = process.wait();
    CHECK(result.exit_code == 0);
    CHECK(result.err.find(R"("event":"search","index":"a")") != std::string::npos);
    CHECK((result.err.find("rahasia") != std::string::npos) == asked);
  }
}

TEST_CASE("--help and --version") {
  const ProcessResult help = run(command({"--help"}));
  CHECK(help.exit_code == 0);
  CHECK(help.out.find("--listen") != std::string::npos);
  const ProcessResult version = run(command({"--version"}));
  CHECK(version.exit_code == 0);
  CHECK(version.out.starts_with("telusur-server " + std::string(telusur::version()) + " ("));
}
