#include "auth/crypto.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>

using namespace telusur::server::auth;

TEST_CASE("HMACs are those of RFC 4231, test case 2") {
  const auto made = [](Digest digest) { return hex(hmac(digest, "Jefe", "what do ya want for nothing?")); };
  CHECK(made(Digest::kSha256) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(made(Digest::kSha384) ==
        "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649");
  CHECK(
      made(Digest::kSha512) ==
      "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b"
      "636e070a38bce737");
  CHECK(hmac(Digest::kSha256, "", "").size() == 32);
}

TEST_CASE("texts are equal when every byte is") {
  CHECK(equal_in_constant_time("", ""));
  CHECK(equal_in_constant_time("abc", "abc"));
  CHECK_FALSE(equal_in_constant_time("abc", "abd"));
  CHECK_FALSE(equal_in_constant_time("abc", "ab"));
  CHECK_FALSE(equal_in_constant_time(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
}

TEST_CASE("base64url has one text for each value") {
  struct Case {
    std::string_view text;
    std::optional<std::string> bytes;
  };
  const Case cases[] = {
      {"", ""},  {"Zg", "f"},   {"Zm8", "fo"}, {"Zm9v", "foo"}, {"_-8", "\xff\xef"}, {"Zh", {}},    {"Zm9", {}},
      {"Z", {}}, {"Zm9vY", {}}, {"Zg==", {}},  {"+/8", {}},     {"Zm 8", {}},        {"Zm8\n", {}}, {"Zm8\xc3", {}},
  };
  for (const Case& test : cases) {
    INFO(test.text);
    CHECK(base64url_decoded(test.text) == test.bytes);
  }
}

TEST_CASE("UUIDs are of version 4, and never the same") {
  std::set<std::string> made;
  for (int i = 0; i < 1000; ++i) {
    const std::string uuid = random_uuid();
    CHECK(is_uuid(uuid));
    CHECK(uuid[14] == '4');
    CHECK(std::string_view("89ab").find(uuid[19]) != std::string_view::npos);
    CHECK(made.insert(uuid).second);
  }
  CHECK(is_uuid("01B4BC42-eb33-1041-b481-254d00cce834"));
  for (const char* text : {"", "01b4bc42eb334041b481254d00cce834", "01b4bc42-eb33-4041-b481-254d00cce83g",
                           "01b4bc42-eb33-4041-b481-254d00cce8345", "01b4bc42-eb33-4041-b4810254d00cce834"}) {
    CHECK_FALSE(is_uuid(text));
  }
}
