#include "net/head.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "support/random.hpp"

using telusur::server::net::BodyFraming;
using telusur::server::net::Head;
using telusur::server::net::head_size;
using telusur::server::net::Limits;
using telusur::server::net::parse_head;

namespace {

/// A head from lines joined by CRLF; a Host header comes first.
std::string with_host(std::string_view line, std::string_view headers = "") {
  return std::string(line) + "\r\nHost: x\r\n" + std::string(headers) + "\r\n";
}

}  // namespace

TEST_CASE("the end of a head") {
  struct Case {
    std::string_view input;
    std::size_t size;
  };
  const Case cases[] = {{"", 0},
                        {"GET / HTTP/1.1\r\n", 0},
                        {"GET / HTTP/1.1\r\n\r", 0},
                        {"A\r\n\r\n", 5},
                        {"A\r\nB: c\r\n\r\nrest", 11},
                        {"A\n\n", 3},
                        {"A\r\n\n", 4},
                        {"A\n\r\n", 4}};
  for (const Case& test : cases) {
    CHECK_MESSAGE(head_size(test.input) == test.size, test.input);
  }
}

TEST_CASE("what is refused, and how") {
  struct Case {
    std::string head;
    int status;  // 0: accepted
  };
  const std::string post = "POST /a HTTP/1.1";
  const Case cases[] = {
      {with_host("GET / HTTP/1.1"), 0},
      {with_host("GET /a?b=c?d HTTP/1.1"), 0},
      {with_host("GET http://x/a HTTP/1.1"), 0},
      {with_host("OPTIONS * HTTP/1.1"), 0},
      {with_host("GET /%zz HTTP/1.1"), 400},
      {with_host("GET a HTTP/1.1"), 400},
      {with_host("GET * HTTP/1.1"), 400},
      {with_host("GET /a b HTTP/1.1"), 400},
      {with_host("GET  / HTTP/1.1"), 400},
      {with_host("GET /\x01 HTTP/1.1"), 400},
      {with_host("GET /"), 400},
      {with_host("GET"), 400},
      {with_host("G(T / HTTP/1.1"), 400},
      {with_host("GET / HTTP/2.0"), 505},
      {with_host("GET / http/1.1"), 400},
      {with_host("PRI * HTTP/2.0"), 501},
      {with_host("TRACE / HTTP/1.1"), 501},
      {with_host("CONNECT x:1 HTTP/1.1"), 501},
      {with_host("get / HTTP/1.1"), 501},
      {with_host("GET /" + std::string(16 * 1024, 'a') + " HTTP/1.1"), 414},
      // Line ends.
      {"GET / HTTP/1.1\nHost: x\n\n", 400},
      {"GET / HTTP/1.1\r\nHost: x\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: x\rA: b\r\n\r\n", 400},
      // Hosts.
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.0\r\n\r\n", 0},
      {with_host("GET / HTTP/1.1", "Host: y\r\n"), 400},
      // Header lines.
      {with_host("GET / HTTP/1.1", "A : b\r\n"), 400},
      {with_host("GET / HTTP/1.1", " A: b\r\n"), 400},
      {with_host("GET / HTTP/1.1", "A: b\r\n c\r\n"), 400},
      {with_host("GET / HTTP/1.1", ": b\r\n"), 400},
      {with_host("GET / HTTP/1.1", "A\r\n"), 400},
      {with_host("GET / HTTP/1.1", std::string("A: b\0c\r\n", 8)), 400},
      {with_host("GET / HTTP/1.1", "A:\r\n"), 0},
      // The length of the body: one, and one way to read it.
      {with_host(post), 0},
      {with_host(post, "Content-Length: 5\r\n"), 0},
      {with_host(post, "content-LENGTH: 0\r\n"), 0},
      {with_host(post, "Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
      {with_host(post, "Content-Length: 5, 5\r\n"), 400},
      {with_host(post, "Content-Length: 5abc\r\n"), 400},
      {with_host(post, "Content-Length: -5\r\n"), 400},
      {with_host(post, "Content-Length: +5\r\n"), 400},
      {with_host(post, "Content-Length: 0x5\r\n"), 400},
      {with_host(post, "Content-Length:\r\n"), 400},
      {with_host(post, "Content-Length : 5\r\n"), 400},
      {with_host(post, "Content-Length: 99999999999999999999999\r\n"), 413},
      {with_host(post, "Content-Length: 104857601\r\n"), 413},
      {with_host(post, "Content-Length: 104857600\r\n"), 0},
      {with_host(post, "Transfer-Encoding: chunked\r\n"), 0},
      {with_host(post, "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400},
      {with_host(post, "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
      {with_host(post, "Transfer-Encoding: gzip, chunked\r\n"), 501},
      {with_host(post, "Transfer-Encoding: xchunked\r\n"), 501},
      {with_host("POST /a HTTP/1.0", "Transfer-Encoding: chunked\r\n"), 501},
      {with_host("GET / HTTP/1.1", "Content-Length: 5\r\n"), 400},
      {with_host("GET / HTTP/1.1", "Transfer-Encoding: chunked\r\n"), 400},
      {with_host("HEAD / HTTP/1.1", "Content-Length: 1\r\n"), 400},
      {with_host("GET / HTTP/1.1", "Content-Length: 0\r\n"), 0},
      {with_host(post, "Content-Encoding: gzip\r\nContent-Length: 5\r\n"), 415},
      {with_host(post, "Content-Encoding: identity\r\n"), 0},
      {with_host(post, "Expect: 100-continue\r\nContent-Length: 5\r\n"), 0},
      {with_host(post, "Expect: 200-ok\r\n"), 417},
  };
  for (const Case& test : cases) {
    INFO(test.head.substr(0, 120));
    const Head head = parse_head(test.head, Limits{});
    CHECK((head.rejection ? head.rejection->status : 0) == test.status);
    CHECK((!head.rejection || !head.keep_alive));
  }
}

TEST_CASE("a method that is none is kept nowhere") {
  const Head head = parse_head(with_host("NONSENSE / HTTP/1.1"), Limits{});
  REQUIRE(head.rejection);
  CHECK(head.rejection->status == 501);
  CHECK(head.request.method.empty());
}

TEST_CASE("the number of headers is bounded") {
  std::string headers;
  for (int i = 0; i < 99; ++i) {
    headers += "A: b\r\n";
  }
  CHECK_FALSE(parse_head(with_host("GET / HTTP/1.1", headers), Limits{}).rejection);
  CHECK(parse_head(with_host("GET / HTTP/1.1", headers + "A: b\r\n"), Limits{}).rejection->status == 431);
}

TEST_CASE("what an accepted head says") {
  const Head head =
      parse_head(with_host("PUT http://h:1/a/%62?q=x%20y&z HTTP/1.1",
                           "Accept:  text/*\t\r\nTransfer-Encoding: Chunked\r\nConnection: TE, Close\r\n"),
                 Limits{});
  CHECK_FALSE(head.rejection);
  CHECK(head.request.method == "PUT");
  CHECK(head.request.path == "/a/%62");
  CHECK(head.request.segments == std::vector<std::string>{"a", "b"});
  CHECK(head.request.query.size() == 2);
  CHECK(head.request.query[0].value == "x y");
  CHECK(head.request.header("ACCEPT") == "text/*");
  CHECK(head.framing == BodyFraming::kChunked);
  CHECK_FALSE(head.keep_alive);
  CHECK_FALSE(parse_head("GET / HTTP/1.0\r\n\r\n", Limits{}).keep_alive);
  CHECK(parse_head(with_host("GET / HTTP/1.1"), Limits{}).keep_alive);
  // A percent-encoded line break stays text.
  CHECK(parse_head(with_host("GET / HTTP/1.1", "A: %0d%0a\r\n"), Limits{}).request.header("a") == "%0d%0a");
}

TEST_CASE("what is refused still tells the origin that asked, wherever it stands") {
  const std::string origin = "oRIGIN:\t https://a.example \r\n";
  const std::string cases[] = {
      with_host("GET /" + std::string(16 * 1024, 'a') + " HTTP/1.1", origin),
      with_host("GET /a HTTP/9.9", origin),
      with_host("POST /a HTTP/1.1", "A : b\r\n" + origin),
      with_host("POST /a HTTP/1.1", "Content-Length: 104857601\r\n" + origin),
      with_host("POST /a HTTP/1.1", origin + "Expect: 200-ok\r\n"),
      "GET /a HTTP/1.1\r\n" + origin + "Ho",
  };
  for (const std::string& text : cases) {
    INFO(text.substr(0, 120));
    const Head head = parse_head(text, Limits{});
    CHECK(head.rejection);
    CHECK(head.request.header("Origin") == "https://a.example");
  }
  CHECK_FALSE(parse_head("GET /a HTTP/1.1\r\nOrigin: https://a.exam", Limits{}).request.has_header("Origin"));
  CHECK_FALSE(
      parse_head("GET /a HTTP/9.9\r\n\r\nOrigin: https://a.example\r\n", Limits{}).request.has_header("Origin"));
  CHECK_FALSE(parse_head("", Limits{}).request.has_header("Origin"));
}

TEST_CASE("no input breaks the parser") {
  TELUSUR_RANDOM(random);
  const std::string valid =
      with_host("POST /indexes/a/search?q=%20 HTTP/1.1", "Content-Length: 12\r\nExpect: 100-continue\r\n");
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = random.mutated(valid);
    const Head head = parse_head(text.substr(0, head_size(text)), Limits{});
    if (!head.rejection) {
      CHECK(head.content_length <= Limits{}.body_bytes);
      CHECK(head.request.path.find('\n') == std::string::npos);
    }
  }
}
