// Attacks on the program as it is started: none takes 64 MB of memory, and after each it answers.
#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "running_server.hpp"
#include "support/sanitizers.hpp"

using namespace telusur::test;

namespace {

constexpr int kMostGrowthKb = 64 * 1024;

/// Waits for an answer, whatever it is.
void hear(Client& client) {
  try {
    client.answer();
  } catch (const std::runtime_error&) {
    return;  // closed without a word
  }
}

/// Sends `begin`, and then `piece` again and again up to `total` bytes, or until the server has had enough.
void flood(int port, const std::string& begin, const std::string& piece, std::size_t total) {
  Client client(port);
  client.send(begin);
  for (std::size_t sent = 0; sent < total && client.send(piece); sent += piece.size()) {
    if (client.readable(std::chrono::milliseconds(0))) {
      break;
    }
  }
  hear(client);
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int n = 0; n < times; ++n) {
    all += text;
  }
  return all;
}

std::string post(const std::string& target, const std::string& headers) {
  return request("POST", target, "Content-Type: application/json\r\n" + headers);
}

/// One request, whatever comes of it.
void ask(int port, const std::string& bytes) {
  Client client(port);
  client.send(bytes);
  hear(client);
}

struct Attack {
  const char* name;
  std::function<void(int port)> run;
};

const std::string kLetters(std::size_t{64} * 1024, 'a');
const std::string kChunk = "10000\r\n" + std::string(0x10000, ' ') + "\r\n";
constexpr std::size_t kFlood = std::size_t{200} << 20;

const Attack kAttacks[] = {
    {"a range of 8,100 digits",
     [](int port) { ask(port, request("GET", "/health", "Range: bytes=" + std::string(8'100, '1') + "-\r\n")); }},
    {"2,600 ranges of a large answer",
     [](int port) { ask(port, request("GET", "/openapi.json", "Range: bytes=0-" + repeated(",0-", 2'600) + "\r\n")); }},
    {"a path of 8 KB", [](int port) { ask(port, request("GET", "/indexes/" + std::string(8'000, 'a') + "/search")); }},
    {"a request line without end", [](int port) { flood(port, "GET /", kLetters, kFlood); }},
    {"a header without end", [](int port) { flood(port, "GET / HTTP/1.1\r\nHost: x\r\nA: ", kLetters, kFlood); }},
    {"headers without end",
     [](int port) { flood(port, "GET / HTTP/1.1\r\nHost: x\r\n", repeated("A: b\r\n", 10'000), kFlood); }},
    {"a target of 10 MB",
     [](int port) {
       flood(port, "GET /" + std::string(std::size_t{10} << 20, 'a') + " HTTP/1.1\r\n", kLetters, 1 << 20);
     }},
    {"a chunked body without end",
     [](int port) { flood(port, post("/indexes/a/search", "Transfer-Encoding: chunked\r\n"), kChunk, kFlood); }},
    {"chunked documents without end",
     [](int port) { flood(port, post("/indexes/a/documents", "Transfer-Encoding: chunked\r\n"), kChunk, kFlood); }},
    {"chunks of one byte",
     [](int port) {
       flood(port, post("/indexes/a/documents", "Transfer-Encoding: chunked\r\n"), repeated("1\r\n \r\n", 10'000),
             kFlood);
     }},
    {"a body without a length", [](int port) { flood(port, post("/indexes/a/search", ""), kLetters, kFlood); }},
    {"a body of 10 GB",
     [](int port) { flood(port, post("/indexes/a/documents", "Content-Length: 10000000000\r\n"), kLetters, kFlood); }},
    {"a compressed body",
     [](int port) {
       flood(port, post("/indexes/a/documents", "Content-Encoding: gzip\r\nContent-Length: 90000000\r\n"), kLetters,
             90'000'000);
     }},
    {"a form with a long boundary",
     [](int port) {
       ask(port, request("POST", "/indexes/a/documents",
                         "Content-Type: multipart/form-data; boundary=" + std::string(7'900, '-') + "\r\n", "x"));
     }},
    {"a document that does not end",
     [](int port) {
       flood(port, post("/indexes/a/documents", "Content-Length: 90000000\r\n") + "{\"id\":1,\"a\":\"", kLetters,
             90'000'000);
     }},
    {"200 requests in one segment", [](int port) { ask(port, repeated(request("GET", "/openapi.json"), 200)); }},
    {"400 idle connections",
     [](int port) {
       std::vector<Client> idle;
       idle.reserve(400);
       for (int n = 0; n < 400; ++n) {
         idle.emplace_back(port);
       }
       ask(port, request("GET", "/health"));
     }},
    {"200 clients amid a head",
     [](int port) {
       std::vector<Client> slow;
       slow.reserve(200);
       for (int n = 0; n < 200; ++n) {
         slow.emplace_back(port);
         slow.back().send("GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(30'000, 'a'));
       }
       ask(port, request("GET", "/health"));
     }},
    {"100 clients that do not read their answers",
     [](int port) {
       std::vector<Client> deaf;
       deaf.reserve(100);
       for (int n = 0; n < 100; ++n) {
         deaf.emplace_back(port, 4096);
         deaf.back().send(repeated(request("GET", "/openapi.json"), 20));
       }
     }},
    {"200 kinds of bytes that are not HTTP",
     [](int port) {
       for (int n = 0; n < 200; ++n) {
         ask(port, std::string(1'000, static_cast<char>(n)) + "\n\n");
       }
     }},
};

}  // namespace

TEST_CASE("no attack takes 64 MB of memory") {
  const TemporaryDirectory data;
  const RunningServer server(data);
  server.ended(
      nlohmann::json::parse(server.post("/indexes/a/documents", R"({"id":1,"title":"soto"})").body)["taskUid"]);
  server.get("/openapi.json");
  for (const Attack& attack : kAttacks) {
    INFO(std::string(attack.name));
    server.forget_peak();
    const long before = server.peak_kb();
    attack.run(server.port);
    CHECK(server.get("/health")["status"] == "available");
    const long growth = server.peak_kb() - before;
    MESSAGE(std::string(attack.name), ": ", growth, " KB");
    CHECK((kSanitized || growth < kMostGrowthKb));
  }
}
