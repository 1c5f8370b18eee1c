// What a browser asks before a page of another origin may send a request: for every route, method and header.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "keys_fixture.hpp"

using namespace telusur::test;

namespace {

/// Whether a list of the header names `name`, whatever the case.
bool lists(const std::string& header, std::string_view name) {
  const auto lower = [](std::string_view text) {
    std::string out(text);
    for (char& c : out) {
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
  };
  return (", " + lower(header) + ",").find(", " + lower(name) + ",") != std::string::npos;
}

std::string path_of(std::string_view pattern) {
  std::string path(pattern);
  for (std::size_t at = 0; (at = path.find('{')) != std::string::npos;) {
    path.replace(at, path.find('}') + 1 - at, "a");
  }
  return path;
}

}  // namespace

TEST_CASE_FIXTURE(KeysFixture, "a preflight allows every route with its method and each header that clients send") {
  const std::vector<std::string> headers{"authorization", "content-type", "x-meilisearch-client"};
  std::size_t routes = 0;
  for (const auto& [method, pattern] : router().routes()) {
    const std::string target = path_of(pattern);
    for (const std::string& header : headers) {
      INFO(method, " ", target, " ", header);
      const std::string head = "Origin: https://example.org\r\nAccess-Control-Request-Method: " + std::string(method) +
                               "\r\nAccess-Control-Request-Headers: " + header + "\r\n";
      const Answer answer = fetch(port(), "OPTIONS", target, head);
      CHECK(answer.status == 204);
      CHECK(answer.header("Access-Control-Allow-Origin") == "*");
      CHECK(lists(answer.header("Access-Control-Allow-Methods"), method));
      CHECK(lists(answer.header("Access-Control-Allow-Headers"), header));
      CHECK(answer.header("Access-Control-Max-Age") == "86400");
    }
    // Some clients ask without naming headers.
    const Answer plain =
        fetch(port(), "OPTIONS", target,
              "Origin: https://example.org\r\nAccess-Control-Request-Method: " + std::string(method) + "\r\n");
    for (const std::string& header : headers) {
      CHECK(lists(plain.header("Access-Control-Allow-Headers"), header));
    }
    ++routes;
  }
  CHECK(routes > 38);
}
