#include "auth/access.hpp"

#include <doctest/doctest.h>

#include <string>

#include "api/error.hpp"

using namespace telusur::server::auth;
using telusur::server::api::RequestError;

namespace {

ApiKey key(std::vector<std::string> actions, std::vector<std::string> indexes) {
  return {.uid = "1", .actions = std::move(actions), .indexes = std::move(indexes)};
}

/// What is left of a request, as "own filter | the token's".
std::string narrowed(const Access& access, const std::string& index, const std::string& filter) {
  const telusur::SearchRequest request = access.narrowed(index, {.filter = filter});
  return request.filter + " | " + request.within;
}

}  // namespace

TEST_CASE("everything, what a key allows, and what a token leaves of it") {
  const Access everything = Access::to_everything();
  CHECK(everything.may("keys.create"));
  CHECK(everything.sees("any"));
  CHECK(everything.sees_every_index());
  CHECK(narrowed(everything, "any", "b = 2") == "b = 2 | ");

  const Access of_key = Access::of_key(key({"search", "documents.*"}, {"blog*"}));
  CHECK(of_key.may("documents.add"));
  CHECK_FALSE(of_key.may("indexes.get"));
  CHECK(of_key.sees("blog_id"));
  CHECK_FALSE(of_key.sees("news"));
  CHECK_FALSE(of_key.sees_every_index());
  CHECK(narrowed(of_key, "blog", "b = 2") == "b = 2 | ");
  CHECK_THROWS_AS(narrowed(of_key, "news", ""), RequestError);

  TenantToken token;
  token.rules = {{"blog", "user = 1"}, {"news", ""}, {"blog_en"}};
  const Access of_token = Access::of_token(key({"*"}, {"blog*"}), token);
  CHECK(of_token.may("search"));
  CHECK_FALSE(of_token.may("documents.get"));
  CHECK_FALSE(of_token.sees("news"));
  CHECK_FALSE(of_token.sees("blog_id"));
  CHECK(narrowed(of_token, "blog", "") == " | user = 1");
  CHECK(narrowed(of_token, "blog", "b = 2") == "b = 2 | user = 1");
  CHECK(narrowed(of_token, "blog_en", "b = 2") == "b = 2 | ");
  CHECK_THROWS_AS(narrowed(of_token, "news", ""), RequestError);
  CHECK_FALSE(Access::of_token(key({"*"}, {"*"}), token).sees_every_index());
  CHECK_FALSE(Access::of_token(key({"documents.get"}, {"*"}), token).may("search"));
}
