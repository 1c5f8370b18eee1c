// Bodies of 100 MB: the server takes them within 64 MB of memory, in every transfer form, and what it has
// acknowledged of them outlasts its end.
#include <doctest/doctest.h>
#include <signal.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "running_server.hpp"
#include "support/sanitizers.hpp"

using namespace telusur::test;
using nlohmann::json;

namespace {

constexpr std::size_t kBodyBytes = 100'000'000;
constexpr int kMostGrowthKb = 64 * 1024;

/// A document of 10 kB without its id, as long as a short article. Few words: what is measured is not their indexing.
std::string text() {
  std::string text;
  while (text.size() < 10'000) {
    text += "nasi goreng dan soto ayam ";
  }
  return text;
}

struct Format {
  std::size_t bytes;  ///< of its body: indexing the largest one takes half a minute, so that one format has it
  const char* type;
  const char* begin;
  std::function<std::string(int id)> document;
  const char* between;
  const char* end;
};

const std::string kText = text();
const Format kFormats[] = {
    {kBodyBytes, "application/x-ndjson", "",
     [](int id) { return R"({"id":)" + std::to_string(id) + R"(,"body":")" + kText + "\"}"; }, "\n", "\n"},
    {kBodyBytes / 5 * 2, "application/json", "[",
     [](int id) { return R"({"id":)" + std::to_string(id) + R"(,"body":")" + kText + "\"}"; }, ",\n", "]"},
    {kBodyBytes / 5 * 2, "text/csv", "id,body\n", [](int id) { return std::to_string(id) + ",\"" + kText + "\""; },
     "\n", "\n"},
};

/// Sends a body of about `bytes` piece by piece, by its length or in chunks, and returns the answer and its documents.
Answer send(int port, const Format& format, bool chunked, int& documents, std::size_t bytes) {
  const std::size_t piece = format.document(1'000'000).size() + std::string_view(format.between).size();
  const int count = static_cast<int>(bytes / piece);
  const auto nth = [&](int n) {
    return (n == 0 ? format.begin : std::string(format.between)) + format.document(1'000'000 + n) +
           (n + 1 == count ? format.end : "");
  };
  std::size_t length = 0;
  for (const int n : {0, count - 1}) {
    length += nth(n).size();
  }
  length += nth(1).size() * static_cast<std::size_t>(count - 2);
  Client client(port);
  client.send(
      request("POST", "/indexes/a/documents",
              std::string("Content-Type: ") + format.type + "\r\n" +
                  (chunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + std::to_string(length) + "\r\n")));
  for (int n = 0; n < count; ++n) {
    const std::string part = nth(n);
    char size[20];
    std::snprintf(size, sizeof size, "%zx\r\n", part.size());
    REQUIRE(client.send(chunked ? size + part + "\r\n" : part));
  }
  client.send(chunked ? "0\r\n\r\n" : "");
  documents = count;
  return client.answer();
}

}  // namespace

TEST_CASE("documents of many words take less than 64 MB of memory") {
  const TemporaryDirectory data;
  const RunningServer server(data);
  const auto post = [&](const std::string& body) {
    const Answer answer =
        fetch(server.port, "POST", "/indexes/a/documents", "Content-Type: application/x-ndjson\r\n", body);
    REQUIRE_MESSAGE(answer.status == 202, answer.body);
    CHECK(server.ended(json::parse(answer.body)["taskUid"])["status"] == "succeeded");
  };
  post(R"({"id":1,"body":"nasi"})");
  const long before = server.peak_kb();
  // 10 kB of different words each, of which a batch holds every one with its place until it is flushed.
  std::string body;
  for (int id = 0; id < 1'000; ++id) {
    body += R"({"id":)" + std::to_string(id) + R"(,"body":")";
    for (int word = 0; word < 1'400; ++word) {
      body += "w" + std::to_string((id * 7 + word * 13) % 20'000) + " ";
    }
    body += "\"}\n";
  }
  post(body);
  const long indexed = server.peak_kb();
  MESSAGE("peak grew by " << indexed - before << " KB for " << body.size() << " bytes");
  CHECK((kSanitized || indexed - before < kMostGrowthKb));
}

TEST_CASE("what was acknowledged of a large body outlasts kill -9, and what was not leaves nothing") {
  const TemporaryDirectory data;
  std::int64_t task = 0;
  int documents = 0;
  {
    RunningServer server(data);
    const Answer answer = send(server.port, kFormats[0], true, documents, 5'000'000);
    REQUIRE_MESSAGE(answer.status == 202, answer.body);
    task = json::parse(answer.body)["taskUid"];
    Client client(server.port);  // amid a body
    client.send(
        request("POST", "/indexes/a/documents", "Content-Type: application/x-ndjson\r\nContent-Length: 90000000\r\n"));
    client.send(std::string(5'000'000, ' '));
    server.process.signal(SIGKILL);
    CHECK(server.process.wait().exit_code == -SIGKILL);
  }
  for (const auto& entry : std::filesystem::directory_iterator(data.path())) {
    CHECK_MESSAGE(!entry.path().filename().string().starts_with("body-"), entry.path().string());
  }
  const RunningServer server(data);
  CHECK(server.ended(task)["status"] == "succeeded");
  CHECK(server.get("/indexes/a/stats")["numberOfDocuments"] == documents);
  CHECK(server.get("/tasks")["total"] == 1);
}

TEST_CASE("a body of 100 MB takes less than 64 MB of memory, and one of 40 MB less than half of its size") {
  bool chunked = false;
  for (const Format& format : kFormats) {
    CAPTURE(std::string(format.type));
    CAPTURE(chunked);
    const TemporaryDirectory data;
    const RunningServer server(data);
    // What the first documents load, and a batch of any size works with, belongs to the server, not to the body.
    int documents = 0;
    REQUIRE(send(server.port, format, chunked, documents, kBodyBytes / 50).status == 202);
    REQUIRE(server.ended(1)["status"] == "succeeded");
    const long before = server.peak_kb();
    const std::size_t bytes = kSanitized ? kBodyBytes / 50 : format.bytes;
    const Answer answer = send(server.port, format, chunked, documents, bytes);
    REQUIRE_MESSAGE(answer.status == 202, answer.body);
    const long received = server.peak_kb();
    const json task = server.ended(json::parse(answer.body)["taskUid"]);
    const long indexed = server.peak_kb();
    MESSAGE("peak grew by " << received - before << " KB until 202, " << indexed - before
                            << " KB until it was indexed");
    CHECK(task["status"] == "succeeded");
    CHECK(task["details"]["indexedDocuments"] == documents);
    CHECK(server.get("/indexes/a/stats")["numberOfDocuments"] == documents);
    CHECK((kSanitized || indexed - before < std::min<long>(kMostGrowthKb, static_cast<long>(bytes) / 2 / 1024)));
    chunked = !chunked;
  }
}
