#include "auth/tenant_token.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "auth/tokens.hpp"

using namespace telusur::server::auth;
using namespace telusur::test;
using nlohmann::json;

namespace {

constexpr std::string_view kUid = "01b4bc42-eb33-4041-b481-254d00cce834";
constexpr std::string_view kKey = "d0552b41536279a0ad88bd595327b96f01176a60c2243e906c52ac02375f9bc4";
constexpr std::string_view kHeader = R"({"alg":"HS256","typ":"JWT"})";
constexpr std::string_view kClaims = R"({"searchRules":["*"],"apiKeyUid":"01b4bc42-eb33-4041-b481-254d00cce834"})";

std::optional<TenantToken> read(std::string_view text) {
  return read_tenant_token(
      text, [](std::string_view uid) { return uid == kUid ? std::optional(std::string(kKey)) : std::nullopt; });
}

/// The filter that counts for an index; nothing when the token gives no access to it.
std::optional<std::string> filter(const json& rules, std::string_view index) {
  const auto token = read(tenant_token(kUid, kKey, rules));
  REQUIRE(token);
  const SearchRule* rule = token->rule_for(index);
  return rule == nullptr ? std::nullopt : std::optional(rule->filter);
}

}  // namespace

TEST_CASE("a token made elsewhere is read") {
  // Made with Python's PyJWT 2.6, HS512.
  const auto token = read(
      "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9."
      "eyJzZWFyY2hSdWxlcyI6eyJibG9nIjp7ImZpbHRlciI6InVzZXIgPSAxIn19LCJhcGlLZXlVaWQiOiIwMWI0YmM0Mi1lYjMzLTQw"
      "NDEtYjQ4MS0yNTRkMDBjY2U4MzQiLCJleHAiOjQxMDI0NDQ4MDB9."
      "eshRo_EthlxlsdxdXI_EfA0aGlwv_plbxvHss64nxUWbCBH1zH6zD_2EP4fDUgsYtGHLRRIpG9rD7UJf4i8rfw");
  REQUIRE(token);
  CHECK(token->key_uid == kUid);
  CHECK(token->rule_for("blog")->filter == "user = 1");
  CHECK(token->rule_for("other") == nullptr);
  CHECK(telusur::server::api::rfc3339(*token->expires_at) == "2100-01-01T00:00:00.000000Z");
}

TEST_CASE("each of the three algorithms signs, and only its own signature counts") {
  const std::pair<std::string, Digest> algorithms[] = {
      {"HS256", Digest::kSha256}, {"HS384", Digest::kSha384}, {"HS512", Digest::kSha512}};
  for (const auto& [name, digest] : algorithms) {
    for (const auto& [other, other_digest] : algorithms) {
      const std::string token = signed_token(json{{"alg", name}}.dump(), kClaims, kKey, other_digest);
      CHECK(read(token).has_value() == (name == other));
    }
  }
}

TEST_CASE("whatever is amiss makes a token worthless") {
  const std::string good = signed_token(kHeader, kClaims, kKey);
  REQUIRE(read(good));
  // Another algorithm, a header that is none.
  for (const char* header :
       {R"({"alg":"none"})", R"({"alg":"None","typ":"JWT"})", R"({"alg":"RS256"})", R"({"alg":"hs256"})",
        R"({"alg":""})", R"({"alg":["HS256"]})", R"({"alg":null})", R"({"typ":"JWT"})", "{}", "[]", "", "null",
        R"({"alg":"HS256","crit":["exp"]})", R"({"alg":"HS256"} x)"}) {
    INFO(header);
    CHECK_FALSE(read(signed_token(header, kClaims, kKey)));
    CHECK_FALSE(read(base64url(header) + "." + base64url(kClaims) + "."));
  }
  // Another key, one without a key, no signature, a cut one, a changed text.
  CHECK_FALSE(read(signed_token(kHeader, kClaims, "another")));
  CHECK_FALSE(read(signed_token(kHeader, kClaims, "")));
  CHECK_FALSE(read(good.substr(0, good.rfind('.') + 1)));
  CHECK_FALSE(read(good.substr(0, good.rfind('.'))));
  CHECK_FALSE(read(good.substr(0, good.size() - 4)));
  CHECK_FALSE(read(good + "."));
  CHECK_FALSE(read(good + "AAAA"));
  CHECK_FALSE(read("." + good));
  CHECK_FALSE(read(good + "="));
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CHECK_FALSE(read(changed));
  }
  // Claims of a wrong type, or missing.
  const std::string uid(kUid);
  for (const json& claims : {
           json{{"searchRules", {"*"}}},
           json{{"apiKeyUid", uid}},
           json{{"apiKeyUid", "6062abda-a5aa-4414-ac91-ecd7944c0f8d"}, {"searchRules", {"*"}}},
           json{{"apiKeyUid", 1}, {"searchRules", {"*"}}},
           json{{"apiKeyUid", uid}, {"searchRules", nullptr}},
           json{{"apiKeyUid", uid}, {"searchRules", "blog"}},
           json{{"apiKeyUid", uid}, {"searchRules", {1}}},
           json{{"apiKeyUid", uid}, {"searchRules", {"a b"}}},
           json{{"apiKeyUid", uid}, {"searchRules", {{"blog", "user = 1"}}}},
           json{{"apiKeyUid", uid}, {"searchRules", {{"blog", {{"filter", 1}}}}}},
           json{{"apiKeyUid", uid}, {"searchRules", {{"blog", {{"filters", "user = 1"}}}}}},
           json{{"apiKeyUid", uid}, {"searchRules", {{"blog", {{"filter", "user = 1"}, {"limit", 1}}}}}},
           json{{"apiKeyUid", uid}, {"searchRules", {"*"}}, {"exp", "tomorrow"}},
           json{{"apiKeyUid", uid}, {"searchRules", {"*"}}, {"exp", -1}},
           json{{"apiKeyUid", uid}, {"searchRules", {"*"}}, {"exp", true}},
           json::array(),
       }) {
    INFO(claims.dump());
    CHECK_FALSE(read(signed_token(kHeader, claims.dump(), kKey)));
  }
  CHECK_FALSE(read(signed_token(kHeader, std::string(20'000, '['), kKey)));
  CHECK_FALSE(read(signed_token(std::string(20'000, '['), kClaims, kKey)));
  for (const char* text : {"", ".", "..", "...", "a.b.c", "\xff.\xff.\xff"}) {
    CHECK_FALSE(read(text));
  }
}

TEST_CASE("the rule of an index is its own, else that of the longest pattern") {
  CHECK(filter({"*"}, "blog") == "");
  CHECK(filter("*", "blog") == "");
  CHECK(filter({"blog"}, "blog") == "");
  CHECK(filter({"blog"}, "news") == std::nullopt);
  CHECK(filter(json::array(), "blog") == std::nullopt);
  CHECK(filter(json::object(), "blog") == std::nullopt);
  CHECK(filter({{"blog", nullptr}}, "blog") == "");
  CHECK(filter({{"blog", json::object()}}, "blog") == "");
  CHECK(filter({{"blog", {{"filter", nullptr}}}}, "blog") == "");
  const json rules{{"*", {{"filter", "user = 1"}}},
                   {"blog*", {{"filter", "user = 2"}}},
                   {"blog_i*", nullptr},
                   {"blog", {{"filter", {"user = 3", {"a = 1", "a = 2"}}}}}};
  CHECK(filter(rules, "news") == "user = 1");
  CHECK(filter(rules, "blog_en") == "user = 2");
  CHECK(filter(rules, "blog_id") == "");
  CHECK(filter(rules, "blog") == R"(["user = 3",["a = 1","a = 2"]])");
}

TEST_CASE("expiry is in seconds since 1970, and may be far away") {
  const auto expiry = [](const json& exp) {
    const auto token = read(tenant_token(kUid, kKey, {"*"}, exp));
    REQUIRE(token);
    return token->expires_at ? telusur::server::api::rfc3339(*token->expires_at) : "never";
  };
  CHECK(expiry(nullptr) == "never");
  CHECK(expiry(0) == "1970-01-01T00:00:00.000000Z");
  CHECK(expiry(1.5) == "1970-01-01T00:00:01.000000Z");
  CHECK(expiry(1e300) == "9999-12-31T23:59:59.000000Z");
  CHECK(expiry(18446744073709551615ULL) == "9999-12-31T23:59:59.000000Z");
}
