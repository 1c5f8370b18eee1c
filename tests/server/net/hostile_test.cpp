// Attacks that brought a plain server on the same HTTP library down, or held it: each is answered or ended in time,
// with bounded memory, while an honest client is served.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "net/test_server.hpp"
#include "support/peak_memory.hpp"
#include "support/sanitizers.hpp"
#include "support/wait_until.hpp"

using namespace std::chrono_literals;
using namespace telusur::test;
namespace net = telusur::server::net;

namespace {

/// Fails when the peak has grown by more than 64 MB since construction.
class MemoryBound {
 public:
  MemoryBound() {
    forget_peak();
    begin_kb_ = peak_kb();
  }
  ~MemoryBound() {
    if (!kSanitized) {
      CHECK(peak_kb() - begin_kb_ < 64 * 1024);
    }
  }

 private:
  long begin_kb_ = 0;
};

void check_honest_client(int port) {
  const auto begin = std::chrono::steady_clock::now();
  CHECK(fetch(port, "GET", "/echo").status == 200);
  CHECK(std::chrono::steady_clock::now() - begin < 5s);
}

/// Sends `piece` again and again up to `total` bytes, or until the server has had enough; then the answer's status.
int flood(Client& client, const std::string& piece, std::size_t total) {
  for (std::size_t sent = 0; sent < total && client.send(piece); sent += piece.size()) {
    if (client.readable(0ms)) {
      break;
    }
  }
  try {
    return client.answer().status;
  } catch (const std::runtime_error&) {
    return 0;  // the answer was lost because we went on sending after the server had closed
  }
}

}  // namespace

TEST_CASE("a request line without end, and headers without end") {
  TestServer server;
  const MemoryBound bound;
  const std::string letters(64 * 1024, 'a');
  for (const std::string& begin : {std::string("GET /"), std::string("GET / HTTP/1.1\r\nHost: x\r\nA: ")}) {
    Client client(server.port());
    client.send(begin);
    CHECK(flood(client, letters, 20 << 20) == 431);
  }
  Client client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: x\r\n");
  CHECK(flood(client, "A: b\r\n", 2 << 20) == 431);
  check_honest_client(server.port());
}

TEST_CASE("a head in time and size with too many headers") {
  TestServer server;
  std::string headers;
  for (int i = 0; i < 1000; ++i) {
    headers += "A: b\r\n";
  }
  CHECK(fetch(server.port(), "GET", "/echo", headers).status == 431);
  CHECK(fetch(server.port(), "GET", "/" + std::string(17'000, 'a')).status == 414);
}

TEST_CASE("bodies beyond the limit, by length, in chunks and without end") {
  net::Limits limits;
  limits.body_bytes = 100'000;
  TestServer server(limits);
  const MemoryBound bound;
  CHECK(fetch(server.port(), "POST", "/echo", "Content-Length: 10000000000\r\n").status == 413);
  const std::string chunked = request("POST", "/echo", "Transfer-Encoding: chunked\r\n");
  for (const std::string& chunk :
       {"10000\r\n" + std::string(0x10000, 'x') + "\r\n", std::string("1\r\nx\r\n"), std::string(4096, '1')}) {
    Client client(server.port());
    client.send(chunked);
    const int status = flood(client, chunk, 20 << 20);
    CHECK((status == 413 || status == 400));
  }
  check_honest_client(server.port());
}

TEST_CASE("heads and bodies that come byte by byte end at their deadlines and hold nobody up") {
  net::Limits limits;
  limits.threads = 4;
  limits.head_time = 300ms;
  limits.body_time = 300ms;
  TestServer server(limits);
  std::vector<Client> slow;
  for (int i = 0; i < 40; ++i) {
    slow.emplace_back(server.port());
    slow.back().send("GET / HTTP/1.1\r\nA");
  }
  check_honest_client(server.port());
  for (Client& client : slow) {
    CHECK(client.answer().status == 408);
    CHECK(client.closed());
  }
  std::vector<Client> bodies;
  for (int i = 0; i < 2; ++i) {
    bodies.emplace_back(server.port());
    bodies.back().send(
        request("POST", "/echo", i % 2 == 0 ? "Content-Length: 9\r\n" : "Transfer-Encoding: chunked\r\n"));
    bodies.back().send(i % 2 == 0 ? "abc" : "9\r\nab");
  }
  for (Client& client : bodies) {
    CHECK(client.answer().status == 408);
    CHECK(client.closed());
  }
  check_honest_client(server.port());
}

TEST_CASE("bodies that come slowly leave threads to others while they come") {
  net::Limits limits;
  limits.threads = 4;
  TestServer server(limits);
  std::vector<Client> slow;
  for (int i = 0; i < 12; ++i) {
    slow.emplace_back(server.port());
    slow.back().send(request("POST", "/echo", i % 2 == 0 ? "Content-Length: 9\r\n" : "Transfer-Encoding: chunked\r\n"));
    slow.back().send("1");
  }
  check_honest_client(server.port());
  CHECK(fetch(server.port(), "POST", "/echo", "", "whole").body == "POST /echo whole");
  // Two hold their threads for as long as a body may take; the others are told to come again.
  CHECK(wait_until([&] {
    return std::count_if(slow.begin(), slow.end(), [](Client& client) { return client.readable(0ms); }) >= 10;
  }));
  int waiting = 0;
  for (Client& client : slow) {
    if (client.readable(0ms)) {
      CHECK(client.answer().status == 503);
    } else {
      ++waiting;
    }
  }
  CHECK(waiting == 2);
}

TEST_CASE("two requests cannot be made of one") {
  TestServer server;
  const std::string smuggled = "GET /echo HTTP/1.1\r\nHost: x\r\n\r\n";
  const std::string heads[] = {
      "GET /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 31\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 31\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 0abc\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length : 31\r\n\r\n",
      "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\r\n chunked\r\n\r\n",
  };
  for (const std::string& head : heads) {
    INFO(head);
    Client client(server.port());
    client.send(head);
    client.send(smuggled);
    const Answer answer = client.answer();
    CHECK(answer.status >= 400);
    CHECK(answer.header("Connection") == "close");
    CHECK(client.closed());
  }
}

TEST_CASE("Range, Accept-Encoding, multipart and REMOTE_ADDR never reach the HTTP library") {
  TestServer server;
  const MemoryBound bound;
  std::string ranges = "Range: bytes=0-";
  for (int i = 0; i < 2600; ++i) {
    ranges += ",0-";
  }
  const std::string headers[] = {
      "Range: bytes=" + std::string(8100, '1') + "-\r\n",
      ranges + "\r\n",
      "Accept-Encoding: br, gzip\r\n",
      "REMOTE_ADDR: 6.6.6.6\r\n",
      "Content-Type: multipart/form-data; boundary=" + std::string(7900, '-') + "\r\n",
  };
  for (const std::string& header : headers) {
    INFO(header.substr(0, 60));
    const Answer answer = fetch(server.port(), "POST", "/echo", header, "abc");
    CHECK(answer.status == 200);
    CHECK(answer.body == "POST /echo abc");
    CHECK(answer.header("Content-Encoding").empty());
  }
  CHECK(fetch(server.port(), "GET", "/" + std::string(8000, 'a')).status == 200);
  CHECK(fetch(server.port(), "POST", "/echo", "Content-Encoding: gzip\r\n", "abc").status == 415);
}

TEST_CASE("clients that do not read their answers are dropped") {
  net::Limits limits;
  limits.threads = 4;
  limits.send_time = 300ms;
  TestServer server(limits);
  std::vector<Client> deaf;
  for (int i = 0; i < 4; ++i) {
    deaf.emplace_back(server.port(), 4096);
    deaf.back().send(request("GET", "/large"));
  }
  check_honest_client(server.port());
}

TEST_CASE("clients that vanish amid an answer leave the server well") {
  TestServer server;
  for (int i = 0; i < 10; ++i) {
    Client client(server.port());
    client.send(request("GET", "/large"));
    client.readable(20s);
  }
  check_honest_client(server.port());
}

TEST_CASE("hundreds of idle connections open at once") {
  TestServer server;
  std::vector<Client> idle;
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 400; ++i) {  // both ends are in this process, with 1,024 descriptors
    idle.emplace_back(server.port());
  }
  CHECK(std::chrono::steady_clock::now() - begin < 5s);
  check_honest_client(server.port());
}

TEST_CASE("bytes that are not HTTP") {
  TestServer server;
  for (const std::string& bytes : {std::string("\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 11),
                                   std::string(1000, '\0') + "\n\n", std::string("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")}) {
    Client client(server.port());
    client.send(bytes);
    CHECK(client.answer().status >= 400);
    CHECK(client.closed());
  }
  check_honest_client(server.port());
}
