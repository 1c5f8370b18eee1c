#include "net/chunked_body.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "support/random.hpp"

using telusur::server::net::read_chunked_body;
using telusur::server::net::Rejection;

namespace {

struct ChunkedBody {
  std::string bytes;  ///< that were handed over
  std::optional<Rejection> rejection;
};

/// Reads from `text`, at most three bytes at a time, and takes them off it.
ChunkedBody read_from(std::string_view& text, std::size_t limit_bytes = 100) {
  ChunkedBody body;
  body.rejection = read_chunked_body(
      [&text](char* out, std::size_t size) {
        const std::size_t count = text.copy(out, std::min<std::size_t>(size, 3));
        text.remove_prefix(count);
        return count;
      },
      limit_bytes, [&body](std::string_view bytes) { body.bytes += bytes; });
  return body;
}

}  // namespace

TEST_CASE("bodies in chunks") {
  struct Case {
    std::string_view wire, body;
    int status;  // 0: accepted
  };
  const Case cases[] = {
      {"0\r\n\r\n", "", 0},
      {"5\r\nhello\r\n0\r\n\r\n", "hello", 0},
      {"2\r\nhe\r\n003\r\nllo\r\n0\r\n\r\n", "hello", 0},
      {"A\r\n0123456789\r\n0\r\n\r\n", "0123456789", 0},
      {"5;name=value\r\nhello\r\n0;x\r\n\r\n", "hello", 0},
      {"1\r\na\r\n0\r\nTrailer: x\r\nOther: y\r\n\r\n", "a", 0},
      {"1\r\n\n\r\n0\r\n\r\n", "\n", 0},
      {"5\r\nhello\r\n", "", 408},
      {"5\r\nhel", "", 408},
      {"", "", 408},
      {"5\r\nhelloX\r\n0\r\n\r\n", "", 400},
      {"5\nhello\n0\n\n", "", 400},
      {"5\r\nhello\n0\r\n\r\n", "", 400},
      {"-5\r\nhello\r\n0\r\n\r\n", "", 400},
      {"+5\r\nhello\r\n0\r\n\r\n", "", 400},
      {"0x5\r\nhello\r\n0\r\n\r\n", "", 400},
      {" 5\r\nhello\r\n0\r\n\r\n", "", 400},
      {"5 \r\nhello\r\n0\r\n\r\n", "", 400},
      {"5g\r\nhello\r\n0\r\n\r\n", "", 400},
      {"\r\nhello\r\n0\r\n\r\n", "", 400},
      {"65\r\n", "", 413},  // 101 bytes
      {"FFFFFFFFFFFFFFFFFF\r\n", "", 413},
      {"ffffffffffffffff\r\n", "", 413},
  };
  for (const Case& test : cases) {
    INFO(test.wire);
    std::string_view wire = test.wire;
    const ChunkedBody body = read_from(wire);
    CHECK((body.rejection ? body.rejection->status : 0) == test.status);
    CHECK((body.rejection || body.bytes == test.body));
  }
}

TEST_CASE("nothing behind the body is read") {
  std::string_view wire = "1\r\na\r\n0\r\n\r\nGET / HTTP/1.1";
  CHECK(read_from(wire).bytes == "a");
  CHECK(wire == "GET / HTTP/1.1");
}

TEST_CASE("many small chunks, long lines and many trailers are refused") {
  std::string small;
  for (int i = 0; i < 200'000; ++i) {
    small += "1\r\na\r\n";
  }
  std::string trailers = "0\r\n";
  for (int i = 0; i < 100; ++i) {
    trailers += "A: b\r\n";
  }
  struct Case {
    std::string wire;
    std::size_t limit;
    int status;
  };
  const Case cases[] = {{small + "0\r\n\r\n", 1'000'000, 400},
                        {small, 1000, 413},
                        {"5;" + std::string(2000, 'x') + "\r\n", 1000, 400},
                        {trailers + "\r\n", 1000, 400}};
  for (const Case& test : cases) {
    std::string_view wire = test.wire;
    const ChunkedBody body = read_from(wire, test.limit);
    REQUIRE(body.rejection);
    CHECK(body.rejection->status == test.status);
  }
}

TEST_CASE("no input breaks the reader") {
  TELUSUR_RANDOM(random);
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = random.mutated("5\r\nhello\r\n3;a=b\r\nabc\r\n0\r\nT: x\r\n\r\n");
    std::string_view wire = text;
    CHECK(read_from(wire).bytes.size() <= 100);
  }
}
