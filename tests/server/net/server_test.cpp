#include "net/server.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "net/test_server.hpp"
#include "support/wait_until.hpp"

using namespace std::chrono_literals;
using namespace telusur::test;
namespace net = telusur::server::net;

TEST_CASE("an answer carries what the handler says, and nothing of the library's") {
  TestServer server;
  const Answer answer = fetch(server.port(), "GET", "/echo?x=a=b", "X-Test: 1\r\n");
  CHECK(answer.status == 200);
  CHECK(answer.body == "GET /echo ");
  CHECK(answer.header("Content-Type") == "text/plain");
  CHECK(answer.header("Content-Length") == "10");
  CHECK(answer.header("X-Answer") == "yes");
  CHECK_FALSE(answer.header("Date").empty());
  for (const char* name : {"Keep-Alive", "Accept-Ranges", "Connection", "EXCEPTION_WHAT"}) {
    CHECK_MESSAGE((answer.header(name).empty() || answer.header(name) == "Keep-Alive"), name);
  }
}

TEST_CASE("HEAD has the headers of GET and no body") {
  TestServer server;
  Client client(server.port());
  client.send(request("HEAD", "/echo") + request("GET", "/echo"));
  const Answer head = client.answer(false);
  CHECK(head.status == 200);
  CHECK(head.header("Content-Length") == "11");
  CHECK(client.answer().body == "GET /echo ");
}

TEST_CASE("bodies arrive whole in both transfer forms") {
  TestServer server;
  const std::string large(300'000, 'x');
  CHECK(fetch(server.port(), "POST", "/echo", "", large).body == "POST /echo " + large);
  CHECK(fetch(server.port(), "PUT", "/echo", "", "abc").body == "PUT /echo abc");
  CHECK(fetch(server.port(), "DELETE", "/echo", "", "abc").body == "DELETE /echo abc");
  CHECK(fetch(server.port(), "POST", "/echo").body == "POST /echo ");
  Client client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  CHECK(client.answer().body == "POST /echo abcde");
  client.send(request("POST", "/echo", "", "then"));
  CHECK(client.answer().body == "POST /echo then");
}

TEST_CASE("100-continue is answered before the body is sent") {
  TestServer server;
  Client client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  CHECK(client.answer(false).status == 100);
  client.send("abc");
  CHECK(client.answer().body == "POST /echo abc");
}

TEST_CASE("pipelined requests are answered in order, however the bytes are cut") {
  TestServer server;
  Client client(server.port());
  std::string all;
  for (int i = 0; i < 200; ++i) {
    all += i % 2 == 0 ? request("GET", "/echo") : "\r\n" + request("POST", "/echo", "", std::to_string(i));
  }
  std::thread sender([&] {
    for (std::size_t at = 0; at < all.size(); at += 97) {
      client.send(std::string_view(all).substr(at, 97));
    }
  });
  for (int i = 0; i < 200; ++i) {
    CHECK(client.answer().body == (i % 2 == 0 ? "GET /echo " : "POST /echo " + std::to_string(i)));
  }
  sender.join();
}

TEST_CASE("a client that has sent all it wants is still answered") {
  TestServer server;
  Client client(server.port());
  client.send(request("GET", "/echo"));
  client.shut_sending();
  CHECK(client.answer().status == 200);
  CHECK(client.closed());
}

TEST_CASE("connections are closed when the client asks for it, and by HTTP/1.0") {
  TestServer server;
  for (const char* text :
       {"GET /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "GET /echo HTTP/1.0\r\n\r\n"}) {
    Client client(server.port());
    client.send(text);
    CHECK(client.answer().header("Connection") == "close");
    CHECK(client.closed());
  }
}

TEST_CASE("what a handler throws does not leave the server") {
  TestServer server;
  Client client(server.port());
  for (const char* path : {"/throw", "/throw-int"}) {
    client.send(request("GET", path));
    const Answer answer = client.answer();
    CHECK(answer.status == 500);
    CHECK(answer.body == "internal");
    CHECK(answer.header("EXCEPTION_WHAT").empty());
  }
  client.send(request("GET", "/echo"));
  CHECK(client.answer().status == 200);
}

TEST_CASE("headers of a handler cannot break out of their line") {
  TestServer server;
  Client client(server.port());
  client.send(request("GET", "/split"));
  const Answer answer = client.answer();
  CHECK(answer.status == 200);
  CHECK(answer.header("Injected").empty());
}

TEST_CASE("204 and 304 have no length") {
  TestServer server;
  Client client(server.port());
  client.send(request("GET", "/204") + request("GET", "/304") + request("GET", "/echo"));
  for (const int status : {204, 304}) {
    const Answer answer = client.answer(false);
    CHECK(answer.status == status);
    CHECK(answer.header("Content-Length").empty());
  }
  CHECK(client.answer().body == "GET /echo ");
}

TEST_CASE("a port that is taken is an error, not shared") {
  TestServer server;
  net::ServerOptions options;
  options.port = server.port();
  try {
    net::Server second(options, server.hooks());
    FAIL("listened twice");
  } catch (const std::system_error& error) {
    CHECK(error.code() == std::errc::address_in_use);
  }
}

TEST_CASE("a host that is not ours is an error") {
  net::ServerOptions options;
  options.host = "192.0.2.1";
  options.port = 0;
  TestServer server;
  CHECK_THROWS_AS(net::Server(options, server.hooks()), std::system_error);
}

TEST_CASE("the access log names method, path and status, and no query") {
  TestServer server;
  fetch(server.port(), "GET", "/echo?q=secret");
  // An answer is noted after it has been sent, by whichever thread sent it.
  REQUIRE(wait_until([&] { return server.records().size() == 1; }));
  fetch(server.port(), "GET", "/%zz");
  REQUIRE(wait_until([&] { return server.records().size() == 2; }));
  const auto records = server.records();
  CHECK(records[0].method == "GET");
  CHECK(records[0].path == "/echo");
  CHECK(records[0].status == 200);
  CHECK(records[0].bytes > 10);
  CHECK(records[0].remote_address == "127.0.0.1");
  CHECK(records[1].status == 400);
}

TEST_CASE("more requests than may wait get 503 at once, and those that wait their answers") {
  net::Limits limits;
  limits.threads = 2;
  limits.queued_requests = 3;
  TestServer server(limits);
  std::vector<Client> clients;
  for (int i = 0; i < 2; ++i) {
    clients.emplace_back(server.port());
    clients.back().send(request("GET", "/wait"));
  }
  REQUIRE(wait_until([&] { return server.waiting() == 2; }));
  for (int i = 0; i < 3; ++i) {
    clients.emplace_back(server.port());
    clients.back().send(request("GET", "/echo"));
  }
  // With both threads held and a queue of three, the refusal of one more shows that the three are in the queue.
  REQUIRE(wait_until([&] {
    Client extra(server.port());
    extra.send(request("GET", "/echo", "Origin: https://a.example\r\n"));
    if (!extra.readable(200ms)) {
      return false;
    }
    const Answer answer = extra.answer();
    CHECK(answer.status == 503);
    CHECK(answer.body == "overloaded");
    CHECK(answer.header("X-Origin") == "https://a.example");
    CHECK(answer.header("Connection") == "close");
    return true;
  }));
  server.release();
  for (Client& client : clients) {
    CHECK(client.answer().status == 200);
  }
}

TEST_CASE("more connections than may be open get 503") {
  net::Limits limits;
  limits.connections = 3;
  TestServer server(limits);
  std::vector<Client> clients;
  for (int i = 0; i < 3; ++i) {
    clients.emplace_back(server.port());
    clients.back().send(request("GET", "/echo"));
    CHECK(clients.back().answer().status == 200);
  }
  Client extra(server.port());
  CHECK(extra.answer().status == 503);
  CHECK(extra.closed());
}

TEST_CASE("a refusal knows which origin asked") {
  net::Limits limits;
  limits.head_time = 100ms;
  limits.body_time = 100ms;
  limits.body_bytes = 1000;
  TestServer server(limits);
  const std::string origin = "Origin: https://a.example\r\n";
  struct Case {
    std::string sent;
    int status;
  };
  const Case cases[] = {
      {"GET /echo HTTP/1.1\r\n" + origin + "Host: ", 408},
      {request("POST", "/echo", origin + "Content-Length: 10\r\n"), 408},
      {request("POST", "/echo", origin + "Transfer-Encoding: chunked\r\n"), 408},
      {request("POST", "/echo", origin + "Content-Length: 1001\r\n"), 413},
      {request("GET", "/%zz", origin), 400},
      {request("GET", "/throw", origin), 500},
  };
  for (const Case& test : cases) {
    INFO(test.sent);
    Client client(server.port());
    client.send(test.sent);
    const Answer answer = client.answer();
    CHECK(answer.status == test.status);
    CHECK(answer.header("X-Origin") == "https://a.example");
  }
  CHECK(fetch(server.port(), "GET", "/%zz").header("X-Origin").empty());
}

TEST_CASE("idle clients hold no thread") {
  net::Limits limits;
  limits.threads = 2;
  TestServer server(limits);
  std::vector<Client> idle;
  for (int i = 0; i < 50; ++i) {
    idle.emplace_back(server.port());
    idle.back().send(i % 2 == 0 ? request("GET", "/echo") : "GET /ech");
  }
  for (int i = 0; i < 50; i += 2) {
    CHECK(idle[static_cast<std::size_t>(i)].answer().status == 200);
  }
  CHECK(fetch(server.port(), "GET", "/echo").status == 200);
}

TEST_CASE("a head that comes byte by byte on a kept connection has its deadline") {
  net::Limits limits;
  limits.head_time = 100ms;
  TestServer server(limits);
  Client client(server.port());
  client.send(request("GET", "/echo"));
  CHECK(client.answer().status == 200);
  client.send("GET /echo HTTP/1.1\r\nx: ");
  // Faster than the time for which a thread stays with its client, and far fewer bytes than a head may have.
  bool answered = false;
  for (int bytes = 0; bytes < 4000 && !answered; ++bytes) {
    client.send("a");
    answered = client.readable(1ms);
  }
  CHECK(answered);
  CHECK(client.answer().status == 408);
}

TEST_CASE("idle connections are closed after a time") {
  net::Limits limits;
  limits.idle_time = 50ms;
  TestServer server(limits);
  Client client(server.port());
  client.send(request("GET", "/echo"));
  CHECK(client.answer().status == 200);
  CHECK(client.closed());
}

TEST_CASE("draining answers what was received, refuses what comes later, and closes idle clients at once") {
  net::Limits limits;
  limits.threads = 2;
  TestServer server(limits);
  std::vector<Client> clients;
  for (int i = 0; i < 22; ++i) {
    clients.emplace_back(server.port());
    clients.back().send(request("GET", "/wait"));
  }
  Client idle(server.port());
  REQUIRE(wait_until([&] { return server.waiting() == 2; }));
  std::atomic<int> drained{-1};
  std::thread drainer([&] { drained = server.get().drain(20s) ? 1 : 0; });
  CHECK(idle.closed());
  CHECK(wait_until([&] {
    try {
      Client late(server.port());
      return false;
    } catch (const std::system_error&) {
      return true;
    }
  }));
  server.release();
  for (Client& client : clients) {
    const Answer answer = client.answer();
    CHECK(answer.status == 200);
    CHECK(client.closed());
  }
  drainer.join();
  CHECK(drained == 1);
}

TEST_CASE("draining ends at its deadline, whoever hangs on") {
  net::Limits limits;
  limits.linger_time = 20s;
  TestServer server(limits);
  Client stuck(server.port());
  stuck.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
  Client half(server.port());
  half.send("GET /ec");
  CHECK(fetch(server.port(), "GET", "/echo").status == 200);  // by now the two above have been read
  const auto begin = std::chrono::steady_clock::now();
  CHECK_FALSE(server.get().drain(200ms));
  CHECK(std::chrono::steady_clock::now() - begin < 4s);
}

TEST_CASE("a planned body goes to its file, and without a plan nothing of it is read") {
  net::Limits limits;
  limits.body_bytes = 100'000;
  TestServer server(limits);
  const std::string body(50'000, 'x');
  CHECK(fetch(server.port(), "POST", "/spool", "", body).body == "50000");
  Client chunked(server.port());
  chunked.send(request("POST", "/spool", "Transfer-Encoding: chunked\r\n"));
  chunked.send("C350\r\n" + body + "\r\n0\r\n\r\n");
  CHECK(chunked.answer().body == "50000");
  chunked.send(request("GET", "/echo"));
  CHECK(chunked.answer().status == 200);
  for (const char* framing : {"Content-Length: 100001\r\n", "Transfer-Encoding: chunked\r\n"}) {
    Client client(server.port());
    client.send(request("POST", "/spool", framing) + "186A1\r\n");
    CHECK(client.answer().status == 413);
    CHECK(client.closed());
  }
  Client unplanned(server.port());
  unplanned.send(request("POST", "/unplanned", "Content-Length: 50000\r\n"));
  const Answer answer = unplanned.answer();  // though the body never came
  CHECK(answer.status == 403);
  CHECK(answer.body.empty());
  CHECK(unplanned.closed());
}

TEST_CASE("a spooled body has more time, the more of it comes") {
  net::Limits limits;
  limits.body_time = 300ms;
  limits.spool_bytes_per_second = 1;
  TestServer server(limits);
  for (const bool spooled : {true, false}) {
    Client client(server.port());
    client.send(request("POST", spooled ? "/spool" : "/echo", "Content-Length: 40\r\n"));
    client.send(std::string(39, 'x'));
    CHECK(client.readable(1s) == !spooled);
    client.send("x");
    CHECK(client.answer().status == (spooled ? 200 : 408));
  }
}
