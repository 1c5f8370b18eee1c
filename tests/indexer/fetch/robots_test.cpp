#include "fetch/robots.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <random>
#include <string>
#include <vector>

using telusur::indexer::Robots;
using namespace std::chrono_literals;

TEST_CASE("What a robots.txt allows") {
  struct Case {
    std::string text;
    std::string path;
    bool allowed;
  };
  const std::vector<Case> cases{
      {"", "/a", true},
      {"User-agent: *\nDisallow: /", "/a", false},
      {"User-agent: *\nDisallow:", "/a", true},
      {"user-agent: *\r\ndisallow: /a # catatan\r\n", "/ab", false},
      {"User-agent: *\nDisallow: /a\n", "/b", true},
      // Rules for this program by its name stand instead of those for everyone.
      {"User-agent: *\nDisallow: /\n\nUser-agent: Telusur-Indexer\nDisallow: /x\n", "/a", true},
      {"User-agent: telusur-indexer\nDisallow: /x\n\nUser-agent: *\nDisallow: /\n", "/x/y", false},
      {"User-agent: a\nUser-agent: *\nDisallow: /x\n", "/x", false},
      {"User-agent: a\nDisallow: /x\nUser-agent: b\nDisallow: /\n", "/x", true},
      // The longest rule decides, and Allow where two are as long.
      {"User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", true},
      {"User-agent: *\nAllow: /a\nDisallow: /a/b\n", "/a/b/c", false},
      {"User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", true},
      {"User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf", false},
      {"User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf?z", true},
      {"User-agent: *\nDisallow: /*/b*c\n", "/a/b-c", false},
      {"User-agent: *\nDisallow: /*/b*c\n", "/a/b", true},
      {"User-agent: *\nDisallow: /a$\n", "/a", false},
      {"User-agent: *\nDisallow: /a$\n", "/ab", true},
      {"Disallow: /\n", "/a", true},
  };
  for (const auto& [text, path, allowed] : cases) {
    CAPTURE(text);
    CAPTURE(path);
    CHECK(Robots(text).allows(path) == allowed);
  }
}

TEST_CASE("The delay that a robots.txt asks for") {
  CHECK(Robots("User-agent: *\nCrawl-delay: 2.5\n").delay() == 2500ms);
  CHECK(Robots("User-agent: *\nCrawl-delay: 1e9\n").delay() == 30s);
  CHECK(Robots("User-agent: *\nCrawl-delay: -1\n").delay() == 0ms);
  CHECK(Robots("User-agent: *\nCrawl-delay: nan\n").delay() == 0ms);
  CHECK(Robots("User-agent: x\nCrawl-delay: 5\n").delay() == 0ms);
}

TEST_CASE("Any bytes are a robots.txt") {
  const unsigned seed = 20261126;
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::string bytes = "user-agent:*\n disallow:/$#allow:\r\xff";
  for (int round = 0; round < 1000; ++round) {
    std::string text = "User-agent: *\nDisallow: ";
    for (auto size = random() % 60; size > 0; --size) {
      text += bytes[random() % bytes.size()];
    }
    const Robots robots(text);
    CHECK(robots.delay() >= 0ms);
    CHECK(robots.allows("/a") == Robots(text).allows("/a"));
  }
}
