// The configuration file of the program, beside command line and environment.
#include <doctest/doctest.h>
#include <signal.h>

#include <filesystem>
#include <string>
#include <vector>

#include "client.hpp"
#include "program.hpp"
#include "support/process.hpp"
#include "support/temporary_directory.hpp"
#include "support/wait_until.hpp"

using namespace telusur::test;

TEST_CASE("a configuration file says what the command line does not") {
  const TemporaryDirectory data;
  const auto config = data.write("server.toml",
                                 "# a comment\n"
                                 "listen = \"127.0.0.1:0\"\n"
                                 "log-level = \"error\"\n"
                                 "origin = [\"https://a.example\", \"https://b.example:8080\"]\n"
                                 "rate-per-address = 0.001\n"
                                 "max-body-mib = 1\n"
                                 "data = \"/nowhere\"\n");
  Process process(command({"--config", config, "--data", data / "data"}));
  const int port = port_of(process);
  const auto allowed = [&](const char* origin) {
    const Answer answer = fetch(port, "GET", "/health", std::string("Origin: ") + origin + "\r\n");
    CHECK(answer.header("Vary") == "Origin");
    return answer.header("Access-Control-Allow-Origin");
  };
  CHECK(allowed("https://a.example") == "https://a.example");
  CHECK(allowed("https://b.example:8080") == "https://b.example:8080");
  CHECK(allowed("https://b.example") == "");
  CHECK(fetch(port, "OPTIONS", "/indexes", "Origin: https://a.example\r\nAccess-Control-Request-Method: POST\r\n")
            .header("Access-Control-Allow-Origin") == "https://a.example");
  // Of a thousand seconds one request.
  CHECK(fetch(port, "GET", "/version").status == 200);
  const Answer second = fetch(port, "GET", "/version");
  CHECK(second.status == 429);
  CHECK(second.body.find("too_many_requests") != std::string::npos);
  CHECK(second.header("Retry-After") == "1000");
  const Answer written = fetch(port, "POST", "/indexes/a/documents", "Content-Type: application/json\r\n", "{}");
  CHECK(written.status == 429);
  CHECK(written.header("Retry-After") == "1000");
  CHECK(fetch(port, "GET", "/health").status == 200);
  // What is refused before any route sees it can be read by the same pages.
  const Answer large =
      fetch(port, "POST", "/indexes/a/search", "Origin: https://a.example\r\nContent-Length: 2000000\r\n");
  CHECK(large.status == 413);
  CHECK(large.header("Access-Control-Allow-Origin") == "https://a.example");
}

TEST_CASE("a configuration file is TOML, and what is wrong in it is named with its line") {
  const TemporaryDirectory data;
  struct Case {
    std::string text, says;
  };
  for (const Case& test : {Case{"\ncolour = 1\n", ":2: 'colour' is no option"},
                           Case{"\"\\u001B[31m\" = 1\n", ":1: '"},
                           Case{"config = \"x\"\n", ":1: 'config' is no option"},
                           Case{"help = true\n", ":1: 'help' is no option"},
                           Case{"data \"x\"\n", ":1: this is no TOML"},
                           Case{"slow-ms = 1\nslow-ms = 2\n", ":2: this is no TOML"},
                           Case{"[web]\ndata = \"x\"\n", ":1: 'web' is a section"},
                           Case{"[[web]]\n", ":1: 'web' is a section"},
                           Case{"web.data = 1\n", ":1: 'web' is a section"},
                           Case{"slow-ms = { a = 1 }\n", "'slow-ms' is a section"},
                           Case{"rate-per-key = \"many\"\n", ":1: rate-per-key: "},
                           Case{"rate-per-key = nan\n", ":1: rate-per-key: "},
                           Case{"max-body-mib = 0\n", ":1: max-body-mib: Value 0 not in range 1 to 4096"},
                           Case{"slow-ms = \"abc\"\n", ":1: slow-ms: Value abc not in range"},
                           Case{"slow-ms = true\n", ":1: slow-ms must be a number"},
                           Case{"slow-ms = [1, 2]\n", ":1: slow-ms must be"},
                           Case{"slow-ms = 2026-01-01\n", ":1: slow-ms must be"},
                           Case{"listen = 7700\n", ":1: listen must be a text"},
                           Case{"log-queries = 1\n", ":1: log-queries must be true or false"},
                           Case{"origin = []\n", ":1: origin must be"},
                           Case{"origin = [\n \"https://a.example\",\n 1]\n", ":3: origin must be"},
                           Case{"log-level = \"loud\"\n", ":1: log-level: loud"},
                           Case{"origin = \"a.example\"\n", "'a.example' is not an origin"}}) {
    const ProcessResult result =
        run(command({"--config", data.write("bad.toml", test.text), "--data", data / "other"}));
    INFO(result.err);
    CHECK(result.exit_code == 2);
    CHECK(one_sentence(result.err));
    CHECK(result.err.find(test.says.starts_with(':') ? "bad.toml" + test.says : test.says) != std::string::npos);
    CHECK_FALSE(has_control_character(result.err));
  }
  const ProcessResult missing = run(command({"--config", data / "none\x1b.toml", "--data", data / "other"}));
  CHECK(missing.exit_code == 2);
  CHECK(missing.err.ends_with("none .toml: No such file or directory\n"));
  const ProcessResult directory = run(command({"--config", data.path(), "--data", data / "other"}));
  CHECK(directory.exit_code == 2);
  CHECK(directory.err.ends_with(data.path().string() + ": Is a directory\n"));
}

TEST_CASE("a text of the configuration file is taken as it stands there, and the environment wins over it") {
  const TemporaryDirectory data;
  const auto config = data.write("server.toml",
                                 "\xEF\xBB\xBFmaster-key = \"0123456789abcdef#\\u0041\" # the key\n"
                                 "listen = '127.0.0.1:0'\n"
                                 "max-keys = 1_000\n"
                                 "log-queries = false\n"
                                 "data = \"" +
                                     (data / "sp ace#x").string() + "\"\n");
  const auto opens = [](int port, const std::string& key) {
    return fetch(port, "GET", "/indexes", "Authorization: Bearer " + key + "\r\n").status == 200;
  };
  const std::string in_file = "0123456789abcdef#A";
  const std::string in_environment = "a key of the environment";
  {
    Process process(command({"--config", config}));
    const int port = port_of(process);
    CHECK(opens(port, in_file));
    CHECK(std::filesystem::is_directory(data / "sp ace#x"));
  }
  {
    Process process(command({"--config", config}), {.environment = {"TELUSUR_MASTER_KEY=" + in_environment}});
    const int port = port_of(process);
    CHECK(opens(port, in_environment));
    CHECK_FALSE(opens(port, in_file));
  }
  const std::string in_arguments = "a key of the arguments";
  Process process(command({"--config", config, "--master-key", in_arguments}),
                  {.environment = {"TELUSUR_MASTER_KEY=" + in_environment}});
  const int port = port_of(process);
  CHECK(opens(port, in_arguments));
  CHECK_FALSE(opens(port, in_environment));
}

TEST_CASE("SIGHUP reads the configuration anew, and a wrong one changes nothing") {
  const TemporaryDirectory data;
  const auto config = data.write("server.toml", "origin = \"https://a.example\"\nlog-level = \"info\"\n");
  Process process(command({"--config", config, "--data", data / "data", "--listen", "127.0.0.1:0"}));
  const int port = port_of(process);
  const auto allows = [&](const std::string& origin) {
    return fetch(port, "GET", "/health", "Origin: " + origin + "\r\n").header("Access-Control-Allow-Origin") == origin;
  };
  CHECK(allows("https://a.example"));
  data.write("server.toml", "origin = \"https://b.example\"\nrate-per-address = 0.001\nlog-queries = true\n");
  process.signal(SIGHUP);
  CHECK(wait_until([&] { return allows("https://b.example"); }));
  CHECK_FALSE(allows("https://a.example"));
  CHECK(wait_until([&] { return fetch(port, "GET", "/version").status == 429; }));
  data.write("server.toml", "origin = \"b.example\"\n");
  process.signal(SIGHUP);
  CHECK(wait_until([&] { return process.err().find("nothing was changed") != std::string::npos; }));
  CHECK(allows("https://b.example"));
  data.write("server.toml", "origin = \"https://c.example\"\n\nslow-ms = \"abc\"\n");
  process.signal(SIGHUP);
  CHECK(wait_until(
      [&] { return process.err().find("server.toml:3: slow-ms: Value abc not in range") != std::string::npos; }));
  std::filesystem::remove(config);
  process.signal(SIGHUP);
  CHECK(wait_until([&] { return process.err().find("server.toml: No such file or directory") != std::string::npos; }));
  CHECK(allows("https://b.example"));
  process.signal(SIGTERM);
  CHECK(process.wait().exit_code == 0);
}
