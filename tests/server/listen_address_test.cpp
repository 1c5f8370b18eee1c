#include "listen_address.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string_view>

using namespace telusur::server;

TEST_CASE("listen addresses") {
  struct Case {
    std::string_view text, host;
    int port;
  };
  const Case cases[] = {
      {"127.0.0.1:7700", "127.0.0.1", 7700}, {"localhost:0", "localhost", 0}, {"[::1]:65535", "::1", 65535}};
  for (const Case& test : cases) {
    const ListenAddress address = parse_listen_address(test.text);
    CHECK(address.host == test.host);
    CHECK(address.port == test.port);
  }
  for (const std::string_view bad : {"", ":", ":7700", "localhost", "localhost:", "localhost:x", "localhost:7700x",
                                     "localhost:65536", "localhost:-1", "::1:7700", "[]:7700", "7700"}) {
    CHECK_THROWS_AS(parse_listen_address(bad), std::invalid_argument);
  }
}

TEST_CASE("loopback") {
  for (const std::string_view host : {"127.0.0.1", "127.1.2.3", "::1", "localhost"}) {
    CHECK_MESSAGE(is_loopback(host), host);
  }
  for (const std::string_view host :
       {"0.0.0.0", "::", "192.168.1.1", "example.org", "128.0.0.1", "127.0.0.1.example.org", ""}) {
    CHECK_MESSAGE(!is_loopback(host), host);
  }
}

TEST_CASE("the URL of an address") {
  CHECK(url_of("127.0.0.1", 80) == "http://127.0.0.1:80");
  CHECK(url_of("::1", 80) == "http://[::1]:80");
}
