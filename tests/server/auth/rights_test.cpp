#include "auth/rights.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "auth/route_rules.hpp"

using namespace telusur::server::auth;

TEST_CASE("actions are granted by name, by group and altogether") {
  struct Case {
    std::vector<std::string> granted;
    std::string_view action;
    bool allowed;
  };
  const Case cases[] = {
      {{"*"}, "documents.add", true},
      {{"*"}, "keys.create", true},
      {{}, "search", false},
      {{"search"}, "search", true},
      {{"search"}, "documents.get", false},
      {{"documents.*"}, "documents.add", true},
      {{"documents.*"}, "documents.get", true},
      {{"documents.*"}, "indexes.get", false},
      {{"documents.add"}, "documents.get", false},
      {{"documents.add", "documents.get"}, "documents.get", true},
      {{"chats.*"}, "chatsSettings.get", false},
      {{"documents.ad"}, "documents.add", false},
      {{"*.get"}, "settings.get", true},
      {{"*.get"}, "settings.update", false},
      {{"*.get"}, "keys.get", false},
      {{"keys.*"}, "keys.get", true},
  };
  for (const Case& test : cases) {
    INFO(test.action);
    CHECK(grants_action(test.granted, test.action) == test.allowed);
  }
}

TEST_CASE("index patterns fit a uid, or its beginning") {
  struct Case {
    std::string_view pattern, index;
    bool fits;
  };
  const Case cases[] = {
      {"*", "blog", true},     {"blog", "blog", true},      {"blog", "blog_id", false},
      {"blog", "Blog", false}, {"blog*", "blog_id", true},  {"blog*", "blog", true},
      {"blog*", "blo", false}, {"blog*", "my_blog", false}, {"", "", true},
  };
  for (const Case& test : cases) {
    INFO(test.pattern, " ", test.index);
    CHECK(pattern_fits(test.pattern, test.index) == test.fits);
  }
  for (const char* pattern : {"*", "a", "a-b_C9", "a*"}) {
    CHECK_MESSAGE(is_index_pattern(pattern), pattern);
  }
  for (const std::string& pattern : {std::string(), std::string("a*b"), std::string("**"), std::string("a b"),
                                     std::string("a/b"), std::string("\xc3\xa9"), std::string(401, 'a')}) {
    CHECK_FALSE_MESSAGE(is_index_pattern(pattern), pattern);
  }
  CHECK(grants_every_index({"a", "*"}));
  CHECK_FALSE(grants_every_index({"a*", "b"}));
}

TEST_CASE("every rule names one action of keys, and no route has two rules") {
  const auto actions = known_actions();
  std::vector<std::string> seen;
  for (const RouteRule& rule : route_rules()) {
    const std::string route = std::string(rule.method) + " " + std::string(rule.pattern);
    INFO(route);
    CHECK(std::find(seen.begin(), seen.end(), route) == seen.end());
    seen.push_back(route);
    CHECK((rule.scope == Scope::kNothing) == rule.action.empty());
    if (!rule.action.empty()) {
      CHECK(std::find(actions.begin(), actions.end(), rule.action) != actions.end());
      CHECK_FALSE(rule.action.ends_with('*'));
    }
    if (rule.scope == Scope::kIndex) {
      CHECK(rule.pattern.starts_with("/indexes/{uid}"));
    }
    CHECK((rule.pattern.starts_with("/indexes/{uid}") ? rule.scope == Scope::kIndex : true));
    if (rule.for_tokens) {
      CHECK(rule.action == "search");
    }
    CHECK((rule.method == "GET" ? only_reads(rule.action) : true));
  }
}
