// build --url: a server of another machine gets an index through its HTTP API, whatever the network does meanwhile.
#include <doctest/doctest.h>
#include <httplib.h>
#include <signal.h>

#include <atomic>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "indexer_process.hpp"
#include "server_process.hpp"
#include "support/temporary_directory.hpp"
#include "support/wait_until.hpp"

using nlohmann::json;
using telusur::test::Process;
using telusur::test::ProcessResult;
using telusur::test::ServerProcess;
using telusur::test::wait_until;
using telusur::test::Workspace;

namespace {

constexpr auto kPatience = telusur::test::kServerPatience;

/// Where a server's data is. A base, so that it is there before the server and until after it.
struct OwnData {
  telusur::test::TemporaryDirectory data;
};

/// A real server with a data directory of its own.
class RealServer : OwnData, public ServerProcess {
 public:
  explicit RealServer(const std::vector<std::string>& environment = {}, const std::string& listen = "127.0.0.1:0",
                      const std::vector<std::string>& flags = {})
      : ServerProcess(data.path(), environment, listen, flags) {}

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port()); }

  /// Sends a change and waits until it is done.
  void change(const std::string& method, const std::string& path, const std::string& body) const {
    const auto answer = send(port(), method, path, body);
    REQUIRE(answer);
    REQUIRE_MESSAGE(answer->status == 202, answer->body);
    const std::string task = "/tasks/" + json::parse(answer->body).at("taskUid").dump();
    REQUIRE(wait_until([&] { return get(task).at("status") == "succeeded"; }, kPatience));
  }

  std::vector<std::string> uids() const {
    std::vector<std::string> uids;
    const json page = get("/indexes");
    for (const auto& index : page.at("results")) {
      uids.push_back(index.at("uid"));
    }
    return uids;
  }

  std::uint64_t hits(const std::string& word) const {
    return get("/indexes/articles/search?q=" + word).at("hits").size();
  }
};

/// A proxy that passes requests on, unless `refuse` answers them.
class Proxy {
 public:
  using Refuse = std::function<bool(const httplib::Request&, httplib::Response&)>;

  Proxy(const RealServer& server, Refuse refuse) : target_(server.port()), refuse_(std::move(refuse)) {
    const auto handler = [this](const httplib::Request& request, httplib::Response& response) {
      if (!refuse_(request, response)) {
        pass_on(request, response);
      }
    };
    server_.Get(".*", handler).Post(".*", handler).Patch(".*", handler).Delete(".*", handler);
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    REQUIRE(wait_until([this] { return server_.is_running(); }));
  }
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;
  ~Proxy() {
    server_.stop();
    thread_.join();
  }

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  void pass_on(const httplib::Request& request, httplib::Response& response) const {
    httplib::Client client("127.0.0.1", target_);
    httplib::Request copy;
    copy.method = request.method;
    copy.path = request.target;
    copy.body = request.body;
    copy.set_header("Content-Type", request.get_header_value("Content-Type"));
    if (const auto answer = client.send(copy)) {
      response.status = answer->status;
      response.set_content(answer->body, "application/json");
    }
  }

 private:
  int target_;
  Refuse refuse_;
  httplib::Server server_;
  std::thread thread_;
  int port_ = 0;
};

void write_articles(const Workspace& workspace, int documents, const std::string& title) {
  std::string lines;
  for (int id = 1; id <= documents; ++id) {
    lines += R"({"id": ")" + std::to_string(id) + R"(", "title": ")" + title + "\"}\n";
  }
  workspace.write("a.jsonl", lines);
}

ProcessResult build(const Workspace& workspace, const std::string& url, const std::vector<std::string>& flags = {}) {
  std::vector<std::string> command{"build", "--url", url, "a.jsonl"};
  command.insert(command.end(), flags.begin(), flags.end());
  return workspace.indexer(command);
}

const std::vector<std::string> kOnlyArticles{"articles"};

}  // namespace

TEST_CASE("build --url makes an index, and replaces it with its settings and primary key") {
  const RealServer server;
  const Workspace workspace;
  write_articles(workspace, 10, "mangga");
  const ProcessResult first = build(workspace, server.url(), {"--json"});
  REQUIRE_MESSAGE(first.exit_code == 0, first.err);
  const json summary = json::parse(first.out);
  CHECK(summary["documents"] == 10);
  CHECK(summary["added"] == 10);
  CHECK(summary["terms"].is_null());  // the API does not tell
  CHECK(server.hits("mangga") == 10);
  CHECK(server.get("/indexes/articles/settings")["sortableAttributes"] == json{"published"});
  CHECK(server.get("/indexes/articles")["primaryKey"] == "id");

  server.change("PATCH", "/indexes/articles/settings", R"({"sortableAttributes":["price"],"rankingBand":0.2})");
  write_articles(workspace, 8, "durian");
  workspace.write("synonyms.txt", "raja buah => durian\n");
  workspace.write("settings.json", R"({"filterableAttributes": ["harga"]})");
  CHECK(build(workspace, server.url(), {"--synonyms", "synonyms.txt", "--settings", "settings.json"}).exit_code == 0);
  CHECK(server.hits("mangga") == 0);
  CHECK(server.hits("durian") == 8);
  const json settings = server.get("/indexes/articles/settings");
  CHECK(settings["sortableAttributes"] == json{"price"});
  CHECK(settings["rankingBand"] == 0.2);
  CHECK(settings["filterableAttributes"] == json{"harga"});
  CHECK(settings["synonyms"]["raja buah"] == json{"durian"});
  CHECK(server.uids() == kOnlyArticles);
  // Nothing was written here.
  CHECK_FALSE(std::filesystem::exists(workspace.path() / "telusur-data"));
}

TEST_CASE("build --url rejects what build rejects, and refuses a great loss") {
  const RealServer server;
  const Workspace workspace;
  workspace.write(
      "a.jsonl",
      "{\"id\": \"1\", \"title\": \"mangga\"}\n{\"id\": \"1\", \"title\": \"salak\"}\n"
      "{\"id\": \"a b\"}\n{\"id\": 1.5}\n{\"id\": true}\n{\"id\": 7}\n{\"id\": \"1.5\"}\n{\"id\": \"true\"}\n");
  const ProcessResult result = build(workspace, server.url());
  CHECK(result.exit_code == 1);
  CHECK(server.get("/indexes/articles/stats")["numberOfDocuments"] == 4);
  for (const char* rejected : {"a.jsonl:2: ", "a.jsonl:3: ", "a.jsonl:4: ", "a.jsonl:5: "}) {
    CHECK_MESSAGE(result.err.find(rejected) != std::string::npos, result.err);
  }
  write_articles(workspace, 2, "durian");
  CHECK(build(workspace, server.url()).exit_code == 2);
  CHECK(server.hits("mangga") == 1);
  CHECK(server.uids() == kOnlyArticles);
  CHECK(build(workspace, server.url(), {"--force"}).exit_code == 0);
  CHECK(server.hits("durian") == 2);
}

TEST_CASE("build --url tries again what a busy server or network did not take") {
  const RealServer server;
  const Workspace workspace;
  write_articles(workspace, 5, "mangga");
  std::atomic<int> requests{0};
  std::atomic<int> swaps{0};
  std::atomic<const Proxy*> self{nullptr};  // the threads of the proxy run before it is known
  const Proxy proxy(server, [&](const httplib::Request& request, httplib::Response& response) {
    if (request.path == "/swap-indexes" && ++swaps == 1) {
      self.load()->pass_on(request, response);  // it arrives, and nobody learns of it
      response.status = 502;
      return true;
    }
    if (++requests % 3 != 0) {
      return false;
    }
    response.status = requests % 2 == 0 ? 503 : 429;
    response.set_header("Retry-After", "0");
    return true;
  });
  self = &proxy;
  const ProcessResult result = build(workspace, proxy.url());
  CHECK_MESSAGE(result.exit_code == 0, result.err);
  CHECK(result.err.find("trying again for up to 300 s") != std::string::npos);
  CHECK(swaps == 1);
  CHECK(server.hits("mangga") == 5);
  CHECK(server.uids() == kOnlyArticles);
}

TEST_CASE("build --url loses nothing that others write meanwhile") {
  const RealServer server;
  const Workspace workspace;
  write_articles(workspace, 5, "mangga");
  REQUIRE(build(workspace, server.url()).exit_code == 0);
  write_articles(workspace, 5, "durian");
  std::atomic<bool> written{false};
  const Proxy proxy(server, [&](const httplib::Request& request, httplib::Response&) {
    if (request.path.ends_with("/documents") && !written.exchange(true)) {
      server.change("POST", "/indexes/articles/documents", R"({"id":"new","title":"rambutan"})");
      server.change("DELETE", "/indexes/articles/documents/1", "");
      server.change("PATCH", "/indexes/articles/settings", R"({"rankingBand":0.3})");
    }
    return false;
  });
  const ProcessResult result = build(workspace, proxy.url());
  CHECK_MESSAGE(result.exit_code == 0, result.err);
  CHECK(written);
  CHECK(server.hits("durian") == 4);
  CHECK(server.hits("rambutan") == 1);
  CHECK(server.hits("mangga") == 0);
  CHECK(server.get("/indexes/articles/settings")["rankingBand"] == 0.3);
  CHECK(server.uids() == kOnlyArticles);
}

TEST_CASE("build --url that fails or is stopped leaves the index as it was, and no other one") {
  const RealServer server;
  const Workspace workspace;
  write_articles(workspace, 5, "mangga");
  REQUIRE(build(workspace, server.url()).exit_code == 0);
  write_articles(workspace, 5, "durian");

  std::atomic<bool> reached{false};
  const Proxy proxy(server, [&](const httplib::Request& request, httplib::Response& response) {
    if (!request.path.ends_with("/documents")) {
      return false;
    }
    reached = true;
    response.status = 503;
    response.set_header("Retry-After", "1");
    return true;
  });
  const ProcessResult failed = build(workspace, proxy.url(), {"--retry-for", "0"});
  CHECK(failed.exit_code == 2);
  CHECK_MESSAGE(failed.err.find("answers 503") != std::string::npos, failed.err);
  CHECK(server.uids() == kOnlyArticles);

  const std::vector<std::string> command = Workspace::command({"build", "--url", proxy.url(), "a.jsonl"});
  for (const int signal : {SIGINT, SIGKILL}) {
    CAPTURE(signal);
    reached = false;
    Process process(command, {.directory = workspace.path()});
    REQUIRE(wait_until([&] { return reached.load(); }, kPatience));
    process.signal(signal);
    CHECK(process.wait().exit_code == (signal == SIGINT ? 130 : -SIGKILL));
    CHECK(server.uids().size() == (signal == SIGINT ? 1 : 2));
    CHECK(server.hits("mangga") == 5);
  }
  // The next run removes what kill -9 left, even one that fails.
  workspace.write("a.jsonl", "");
  CHECK(build(workspace, server.url()).exit_code == 2);
  CHECK(server.uids() == kOnlyArticles);
  CHECK(server.hits("mangga") == 5);
}

TEST_CASE("build --url takes the key from the environment and says what is wrong with a server") {
  const std::string key = "a-master-key-of-a-test";
  const RealServer server({"TELUSUR_MASTER_KEY=" + key});
  const Workspace workspace;
  write_articles(workspace, 1, "mangga");
  const ProcessResult refused = build(workspace, server.url());
  CHECK(refused.exit_code == 2);
  CHECK_MESSAGE(refused.err.find("TELUSUR_API_KEY") != std::string::npos, refused.err);
  const ProcessResult taken =
      telusur::test::run(Workspace::command({"build", "--url", server.url(), "a.jsonl"}),
                         {.directory = workspace.path(), .environment = {"TELUSUR_API_KEY=" + key}});
  CHECK_MESSAGE(taken.exit_code == 0, taken.err);
  CHECK(server.get("/indexes/articles/stats", key)["numberOfDocuments"] == 1);

  for (const std::string url : {"ftp://127.0.0.1", "127.0.0.1:7700", "http://", "http://127.0.0.1/?a=b"}) {
    CAPTURE(url);
    const ProcessResult wrong = build(workspace, url);
    CHECK(wrong.exit_code == 2);
    CHECK_MESSAGE(wrong.err.find("must be as http://127.0.0.1:7700") != std::string::npos, wrong.err);
  }
  const ProcessResult nobody = build(workspace, "http://127.0.0.1:1", {"--retry-for", "0"});
  CHECK(nobody.exit_code == 2);
  CHECK_MESSAGE(nobody.err.find("http://127.0.0.1:1 could not do GET /indexes") != std::string::npos, nobody.err);
}

TEST_CASE("build --url halves batches that the server finds too long") {
  const RealServer server({}, "127.0.0.1:0", {"--max-body-mib", "1"});
  const Workspace workspace;
  std::string lines;
  const std::string text(300'000, 'a');
  for (int id = 1; id <= 9; ++id) {
    lines += R"({"id": )" + std::to_string(id) + R"(, "title": "mangga", "catatan": ")" + text + "\"}\n";
  }
  workspace.write("a.jsonl", lines);
  const ProcessResult result = build(workspace, server.url());
  CHECK_MESSAGE(result.exit_code == 0, result.err);
  CHECK(server.hits("mangga") == 9);
  workspace.write("a.jsonl", lines + R"({"id": "x", "catatan": ")" + std::string(5'000'000, 'b') + "\"}\n");
  const ProcessResult one_too_long = build(workspace, server.url());
  CHECK(one_too_long.exit_code == 1);
  CHECK_MESSAGE(one_too_long.err.find("a.jsonl:10: the server does not take") != std::string::npos, one_too_long.err);
  CHECK(server.get("/indexes/articles/stats")["numberOfDocuments"] == 9);
}

TEST_CASE("build --url says in its own words that another program answers, whatever JSON that sends") {
  const RealServer server;
  const Workspace workspace;
  write_articles(workspace, 1, "mangga");
  struct Case {
    std::string method;
    std::string path;  ///< whose answer is another program's
    int status;
    std::string body;
  };
  for (const auto& [method, path, status, body] : std::vector<Case>{
           {"GET", "/indexes", 200, "{}"},
           {"GET", "/indexes", 200, R"({"results": [{"name": 1}], "total": 1})"},
           {"GET", "/indexes", 200, R"({"results": [], "total": "many"})"},
           {"GET", "/indexes", 404, R"({"message": 404})"},
           {"GET", "/indexes/articles", 404, R"({"code": 404})"},
           {"POST", "/indexes", 202, R"({"uid": 1})"},
           {"GET", "/tasks/*", 200, R"({"status": 1})"},
           {"GET", "/tasks/*", 200, "{}"},
           {"GET", "/stats", 200, R"({"numberOfDocuments": "1"})"},
           {"POST", "/documents", 200, "{}"},
           {"GET", "/tasks", 200, R"({"results": [{"uid": 1}]})"},
       }) {
    CAPTURE(path);
    CAPTURE(body);
    const Proxy proxy(server, [&](const httplib::Request& request, httplib::Response& response) {
      const bool any_task = path == "/tasks/*" && request.path.starts_with("/tasks/");
      const bool below = (path == "/stats" || path == "/documents") && request.path.ends_with(path);
      if (request.method != method || (request.path != path && !any_task && !below)) {
        return false;
      }
      response.status = status;
      response.set_content(body, "application/json");
      return true;
    });
    const ProcessResult result = build(workspace, proxy.url(), {"--retry-for", "1"});
    CHECK(result.exit_code == 2);
    CHECK_MESSAGE(result.err.find("what answers at " + proxy.url() + " is not a telusur server") != std::string::npos,
                  result.err);
    CHECK_MESSAGE(result.err.find("json.exception") == std::string::npos, result.err);
  }
}
