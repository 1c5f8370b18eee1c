#include "net/router.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "net/target.hpp"

using telusur::server::net::PathParameters;
using telusur::server::net::Request;
using telusur::server::net::Response;
using telusur::server::net::Router;

namespace {

Router make_router() {
  Router router;
  const auto answer = [](const Request&, const PathParameters&) { return Response{}; };
  router.add("GET", "/", answer);
  router.add("GET", "/indexes", answer);
  router.add("POST", "/indexes/{uid}/search", answer);
  router.add("GET", "/indexes/{uid}/search", answer);
  router.add("POST", "/indexes/{uid}/documents/fetch", answer);
  router.add("GET", "/indexes/{uid}/documents/{id...}", answer);
  router.add("DELETE", "/indexes/{uid}/documents/{id...}", answer);
  return router;
}

}  // namespace

TEST_CASE("a router finds the route, its parameters, or the methods that the path takes") {
  struct Case {
    std::string_view method, path, pattern;
    PathParameters parameters;
    std::vector<std::string> allowed;
  };
  const Case cases[] = {
      {"GET", "/", "/", {}, {}},
      {"HEAD", "/", "/", {}, {}},
      {"GET", "/indexes", "/indexes", {}, {}},
      {"GET", "/indexes/", "/indexes", {}, {}},
      {"GET", "/indexesx", "", {}, {}},
      {"GET", "/INDEXES", "", {}, {}},
      {"POST", "/indexes/a/search", "/indexes/{uid}/search", {"a"}, {}},
      {"GET", "/indexes/a%2Fb/search", "/indexes/{uid}/search", {"a/b"}, {}},
      {"GET", "/indexes/a/search/x", "", {}, {}},
      {"PUT", "/indexes/a/search", "", {}, {"POST", "GET", "HEAD"}},
      {"GET", "/indexes/a/documents/7", "/indexes/{uid}/documents/{id...}", {"a", "7"}, {}},
      {"GET", "/indexes/a/documents/notes/x.md", "/indexes/{uid}/documents/{id...}", {"a", "notes/x.md"}, {}},
      {"GET", "/indexes/a/documents", "", {}, {}},
      {"POST", "/indexes/a/documents/fetch", "/indexes/{uid}/documents/fetch", {"a"}, {}},
      {"POST", "/indexes/a/documents/7", "", {}, {"GET", "HEAD", "DELETE"}},
  };
  const Router router = make_router();
  for (const Case& test : cases) {
    INFO(test.method, " ", test.path);
    const auto match = router.find(test.method, *telusur::server::net::path_segments(test.path));
    CHECK((match.handler != nullptr) == !test.pattern.empty());
    CHECK(match.pattern == test.pattern);
    CHECK(match.parameters == test.parameters);
    CHECK(match.allowed == test.allowed);
  }
}
