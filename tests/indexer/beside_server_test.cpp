// build and update in a data directory that a server serves and writes to. What the server acknowledged is in what a
// build publishes, whoever is killed meanwhile.
#include <doctest/doctest.h>
#include <httplib.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "held_build.hpp"
#include "indexer_process.hpp"
#include "server_process.hpp"
#include "support/random.hpp"
#include "support/wait_until.hpp"

using nlohmann::json;
using telusur::test::HeldBuild;
using telusur::test::Process;
using telusur::test::ProcessResult;
using telusur::test::ServerProcess;
using telusur::test::wait_until;
using telusur::test::Workspace;

namespace {

namespace fs = std::filesystem;

constexpr auto kPatience = telusur::test::kServerPatience;
const std::string kDocuments = "/indexes/a/documents";

/// A server over the data directory of a workspace.
class Server : public ServerProcess {
 public:
  explicit Server(const Workspace& workspace) : ServerProcess(workspace.path() / "data") {}

  /// Sends a change; false when it was not acknowledged.
  static bool send(int port, const std::string& method, const std::string& path, const json& body = {}) {
    const auto answer = ServerProcess::send(port, method, path, body.is_null() ? "" : body.dump());
    return answer && answer->status == 202;
  }

  void change(const std::string& method, const std::string& path, const json& body = {}) const {
    REQUIRE(send(port(), method, path, body));
    wait();
  }

  /// Until nothing waits.
  void wait() const {
    REQUIRE(wait_until([&] { return get("/tasks?statuses=enqueued,processing&limit=1")["total"] == 0; }, kPatience));
    CHECK(get("/tasks?statuses=failed&limit=1")["total"] == 0);
  }

  /// The documents by id.
  std::map<std::string, json> documents() const {
    std::map<std::string, json> all;
    const json page = get(kDocuments + "?limit=1000000");
    for (const json& document : page["results"]) {
      all[document["id"].get<std::string>()] = document;
    }
    return all;
  }
};

std::string lines(int documents, const std::string& from) {
  std::string text;
  for (int id = 0; id < documents; ++id) {
    text +=
        json{{"id", "s" + std::to_string(id)}, {"from", from}, {"title", "soto nomor " + std::to_string(id)}}.dump();
    text += "\n";
  }
  return text;
}

std::vector<std::string> build_command() {
  return {"build", "--data", "data", "--index", "a", "--quiet", "--lock-wait", "60", "source.jsonl"};
}

/// A build of source.jsonl that has begun, or ended already.
std::unique_ptr<Process> begun_build(const Workspace& workspace) {
  const auto left = HeldBuild::constructions(workspace);
  auto build = std::make_unique<Process>(Workspace::command(build_command()),
                                         telusur::test::ProcessOptions{.directory = workspace.path()});
  const auto is_new = [&](const fs::path& path) { return !left.contains(path); };
  REQUIRE(wait_until(
      [&] {
        const auto now = HeldBuild::constructions(workspace);
        return std::any_of(now.begin(), now.end(), is_new) || build->exit_code();
      },
      kPatience));
  return build;
}

/// A workspace with an index of three documents.
struct Site : Workspace {
  Site() {
    write("source.jsonl", lines(3, "first"));
    REQUIRE(indexer(build_command()).exit_code == 0);
  }
};

/// One client that writes about documents of its own, and knows what must be there of them.
class Writer {
 public:
  explicit Writer(int number) : name_("w" + std::to_string(number) + "-") {}

  /// Writes until it is to stop, or a request fails: nobody knows what became of that one.
  void run(int port, const std::atomic<bool>& stop) {
    while (!stop) {
      const std::string id = name_ + std::to_string(next_++);
      if (!Server::send(port, "POST", kDocuments, {{"id", id}, {"title", "rawon"}})) {
        return;
      }
      expected_[id] = {{"id", id}, {"title", "rawon"}};
      if (next_ % 3 == 0) {
        const json changed{{"id", id}, {"extra", next_}};
        if (!Server::send(port, "PUT", kDocuments, changed)) {
          expected_.erase(id);
          return;
        }
        expected_[id]["extra"] = next_;
      }
      if (next_ % 5 == 0) {
        expected_.erase(id);
        if (!Server::send(port, "DELETE", kDocuments + "/" + id)) {
          return;
        }
        absent_.insert(id);
      }
    }
  }

  void check(const std::map<std::string, json>& documents) const {
    for (const auto& [id, expected] : expected_) {
      CAPTURE(id);
      const auto found = documents.find(id);
      REQUIRE(found != documents.end());
      CHECK(found->second == expected);
    }
    for (const std::string& id : absent_) {
      CAPTURE(id);
      CHECK_FALSE(documents.contains(id));
    }
  }

  std::size_t written() const { return expected_.size() + absent_.size(); }

 private:
  std::string name_;
  int next_ = 0;
  std::map<std::string, json> expected_;
  std::set<std::string> absent_;
};

/// Writers at work on a server, from construction to `stop`.
class Writing {
 public:
  Writing(std::vector<Writer>& writers, int port) {
    for (Writer& writer : writers) {
      threads_.emplace_back([this, &writer, port] { writer.run(port, stop_); });
    }
  }
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;
  ~Writing() { stop(); }

  void stop() {
    stop_ = true;
    for (std::thread& thread : threads_) {
      thread.join();
    }
    threads_.clear();
  }

 private:
  std::atomic<bool> stop_{false};
  std::vector<std::thread> threads_;
};

void check_all(const Server& server, const std::vector<Writer>& writers) {
  server.wait();
  const auto documents = server.documents();
  for (const Writer& writer : writers) {
    CHECK(writer.written() > 0);
    writer.check(documents);
  }
}

}  // namespace

TEST_CASE("every kind of change that a server makes during a build is in what is published") {
  for (const bool killed : {false, true}) {
    CAPTURE(killed);
    const Site site;
    auto server = std::make_unique<Server>(site);
    server->change("PATCH", "/indexes/a/settings", {{"filterableAttributes", {"from"}}});
    HeldBuild build(site);
    server->change("POST", kDocuments, {{"id", "new"}, {"from", "server"}});
    server->change("POST", kDocuments, {{"id", "s0"}, {"from", "server"}});
    server->change("PUT", kDocuments, {{"id", "s1"}, {"extra", 1}});
    server->change("DELETE", kDocuments + "/s2");
    server->change("POST", kDocuments + "/delete", {{"filter", "from = 'gone'"}});
    server->change("PATCH", "/indexes/a/settings", {{"synonyms", {{"soto", {"rawon"}}}}});
    server->change("POST", kDocuments, {{"id", "last"}, {"from", "server"}});
    if (killed) {
      server->kill();
    }
    const ProcessResult built = build.finish(lines(4, "second") + R"({"id":"x","from":"gone"})" + "\n");
    REQUIRE_MESSAGE(built.exit_code == 0, built.err);
    if (killed) {
      server = std::make_unique<Server>(site);
    }
    // At once: there is no moment in which they are missing.
    const auto documents = server->documents();
    CHECK(documents.size() == 5);
    CHECK(documents.at("new")["from"] == "server");
    CHECK(documents.at("s0") == json{{"id", "s0"}, {"from", "server"}});
    CHECK(documents.at("s1") == json{{"id", "s1"}, {"from", "second"}, {"title", "soto nomor 1"}, {"extra", 1}});
    CHECK(documents.at("s3")["from"] == "second");
    CHECK(documents.at("last")["from"] == "server");
    CHECK(server->get("/indexes/a/settings")["synonyms"]["soto"] == json{"rawon"});
    server->change("POST", kDocuments, {{"id", "after"}});
    CHECK(server->documents().size() == 6);
    CHECK(site.indexer({"check", "--data", "data"}).exit_code == 0);
  }
}

TEST_CASE("an update and another build beside a build are refused after their patience, and lose nothing") {
  const Site site;
  site.write("more.jsonl", lines(4, "more"));
  HeldBuild build(site);
  for (const std::string command : {"update", "build"}) {
    CAPTURE(command);
    const ProcessResult refused =
        site.indexer({command, "--data", "data", "--index", "a", "--quiet", "--lock-wait", "0.05", "more.jsonl"});
    CHECK(refused.exit_code == 2);
    CHECK(refused.err.find("index 'a' is being built by another process (waited 50 ms)") != std::string::npos);
    CHECK(refused.err.find("when that build is done, or stop it") != std::string::npos);
  }
  CHECK(build.finish(lines(3, "second")).exit_code == 0);
  CHECK(site.indexer({"update", "--data", "data", "--index", "a", "--quiet", "more.jsonl"}).exit_code == 0);
  CHECK(Server(site).documents().at("s3")["from"] == "more");
}

TEST_CASE("a build that is killed holds up nobody, keeps the index as it is, and the next run cleans up") {
  const Site site;
  const Server server(site);
  HeldBuild build(site);
  server.change("POST", kDocuments, {{"id", "new"}});
  const auto left = HeldBuild::constructions(site);
  REQUIRE(left.size() == 1);
  build.kill();
  server.change("POST", kDocuments, {{"id", "newer"}});
  CHECK(server.documents().size() == 5);
  // One that fails, too.
  site.write("few.jsonl", lines(1, "few"));
  CHECK(site.indexer({"build", "--data", "data", "--index", "a", "--quiet", "few.jsonl"}).exit_code == 2);
  CHECK(HeldBuild::constructions(site).empty());
  site.write("source.jsonl", lines(4, "second"));
  CHECK(site.indexer(build_command()).exit_code == 0);
  CHECK(server.documents().size() == 4);
}

TEST_CASE("an index that is swapped during a build is left to whoever swapped it") {
  const Site site;
  const Server server(site);
  server.change("POST", "/indexes/b/documents", {{"id", "b"}});
  HeldBuild build(site);
  server.change("POST", kDocuments, {{"id", "new"}});
  server.change("POST", "/swap-indexes", json::array({{{"indexes", {"a", "b"}}}}));
  const ProcessResult built = build.finish(lines(3, "second"));
  CHECK(built.exit_code == 2);
  CHECK(built.err.find("index 'a' was deleted, swapped or built by somebody else meanwhile, and nothing was published: "
                       "build again") != std::string::npos);
  CHECK(server.documents().contains("b"));
  CHECK(server.get("/indexes/b/documents/new")["id"] == "new");
}

TEST_CASE("builds in a row beside a server under writes and searches: nothing acknowledged is lost, no search fails") {
  const Site site;
  site.write("source.jsonl", lines(300, "second"));
  const Server server(site);
  std::vector<Writer> writers{Writer(0), Writer(1), Writer(2)};
  std::atomic<bool> stop{false};
  std::atomic<int> failed{0};
  std::jthread searcher([&] {
    httplib::Client client("127.0.0.1", server.port());
    while (!stop) {
      const auto answer = client.Get("/indexes/a/search?q=soto");
      failed += answer && answer->status == 200 ? 0 : 1;
    }
  });
  for (int round = 0; round < 6; ++round) {
    CAPTURE(round);
    const auto build = begun_build(site);
    Writing writing(writers, server.port());
    const ProcessResult built = build->wait();
    REQUIRE_MESSAGE(built.exit_code == 0, built.err);
    writing.stop();
    check_all(server, writers);
    CHECK(server.documents().contains("s299"));
    // What was written before the next build began is not in its source.
    writers = {Writer(10 * round + 10), Writer(10 * round + 11), Writer(10 * round + 12)};
  }
  stop = true;
  searcher.join();
  CHECK(failed == 0);
  CHECK(site.indexer({"check", "--data", "data"}).exit_code == 0);
}

TEST_CASE("server and build are killed at random instants: what was acknowledged since the last build began is there") {
  const Site site;
  site.write("source.jsonl", lines(300, "second"));
  TELUSUR_RANDOM(random);
  for (int round = 0; round < 12; ++round) {
    CAPTURE(round);
    std::vector<Writer> writers{Writer(10 * round), Writer(10 * round + 1)};
    auto server = std::make_unique<Server>(site);
    const auto build = begun_build(site);
    {
      const Writing writing(writers, server->port());
      std::this_thread::sleep_for(std::chrono::milliseconds(random.between(0, 400)));  // the random instant
      if (random.one_in(2)) {
        build->signal(SIGKILL);
      } else {
        server->kill();
      }
    }
    build->wait();
    server.reset();
    const Server again(site);
    again.wait();
    const auto documents = again.documents();
    for (const Writer& writer : writers) {
      writer.check(documents);
    }
  }
  CHECK(site.indexer({"check", "--data", "data"}).exit_code == 0);
}
